package dev.turnup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.cli.KeyMaker.NewKey;
import dev.turnup.cli.demo.Api;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.PlainError;
import dev.turnup.cli.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** API keys. */
@Command(name = "keys", description = "Make API keys.", synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RootCommand root;

    enum Scope {
        READ,
        WRITE,
        ADMIN
    }

    enum Role {
        CUSTOMER,
        OPERATOR
    }

    @Command(name = "create", description = "Make an API key; it is shown this once.")
    int create(
            @Parameters(paramLabel = "TENANT", description = "Whose key; made where there is no such tenant.")
                    String tenant,
            @Option(names = "--role", defaultValue = "customer", description = "${COMPLETION-CANDIDATES}") Role role,
            @Option(names = "--name", defaultValue = "made on the command line", description = "What it is for.")
                    String name,
            @Option(
                            names = "--scope",
                            split = ",",
                            description = "${COMPLETION-CANDIDATES}; usually READ,WRITE, and of an operator's key all.")
                    @Nullable
                    List<Scope> scopes,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "After so many days (90d), or at an instant (2027-01-31T00:00:00Z).")
                    @Nullable
                    String expires,
            @Mixin DatabaseOptions database) {
        Terminal terminal = root.terminal();
        String roleName = role.name().toLowerCase(Locale.ROOT);
        List<String> scopeNames = Stream.ofNullable(scopes)
                .flatMap(List::stream)
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .toList();
        String key =
                make(database, new NewKey(tenant, roleName, name, scopeNames, expires == null ? null : at(expires)));
        terminal.forPeople(key);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("tenant", tenant);
        answer.put("role", roleName);
        answer.put("key", key);
        terminal.result(answer);
        return 0;
    }

    /** Through the database that is given; else through the instance that is live on the home; else in the home's database. */
    private String make(DatabaseOptions database, NewKey key) {
        if (database.isGiven()) {
            return root.product().keys(database.settings()).create(key);
        }
        Home home = root.home();
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            return ask(Endpoints.await(home, UpCommand.PATIENCE), key);
        }
        try (HomeLock held = lock.get()) {
            return root.product().keys(Embedded.settings(home)).create(key);
        }
    }

    private static Instant at(String expires) {
        try {
            return expires.matches("[1-9][0-9]{0,4}d")
                    ? Instant.now().plus(Duration.ofDays(Long.parseLong(expires.substring(0, expires.length() - 1))))
                    : Instant.parse(expires);
        } catch (DateTimeParseException e) {
            throw new PlainError(
                    "'" + expires + "' is no time at which a key can expire.",
                    "Give days, for instance 90d, or an instant, for instance 2027-01-31T00:00:00Z.",
                    e);
        }
    }

    private static String ask(Endpoints live, NewKey key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tenant", key.tenant());
        body.put("role", key.role());
        body.put("name", key.name());
        if (!key.scopes().isEmpty()) {
            body.put("scopes", key.scopes());
        }
        if (key.expiresAt() != null) {
            body.put("expiresAt", key.expiresAt().toString());
        }
        JsonNode answer = new Api(live.apiUrl(), live.operatorKey()).post("/api/v1/keys", body);
        return answer.path("key").asText();
    }
}
