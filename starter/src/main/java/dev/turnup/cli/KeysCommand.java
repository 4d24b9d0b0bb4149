package dev.turnup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.cli.KeyDesk.NewKey;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** API keys. */
@Command(name = "keys", description = "Make, list, rotate and revoke API keys.", synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

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
        NewKey wish = new NewKey(tenant, roleName, name, scopeNames, expires == null ? null : at(expires));
        String key = at(database, desk -> desk.create(wish));
        terminal.forPeople(key);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("tenant", tenant);
        answer.put("role", roleName);
        answer.put("key", key);
        terminal.result(answer);
        return 0;
    }

    @Command(name = "list", description = "List API keys, the newest first; never the keys themselves.")
    int list(
            @Parameters(paramLabel = "TENANT", arity = "0..1", description = "Whose; those of all, if left out.")
                    @Nullable
                    String tenant,
            @Mixin DatabaseOptions database) {
        Terminal terminal = root.terminal();
        List<JsonNode> keys = at(database, desk -> desk.list(tenant));
        if (keys.isEmpty()) {
            terminal.forPeople("There are none.");
        }
        keys.forEach(key -> terminal.forPeople(line(key)));
        terminal.result(Map.of("keys", keys));
        return 0;
    }

    private static String line(JsonNode key) {
        String scopes = key.path("scopes").valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
        return String.join(
                "  ",
                key.path("id").asText(),
                "%-8s".formatted(key.path("state").asText()),
                key.path("tenant").asText() + " (" + key.path("role").asText() + ")",
                scopes,
                "expires " + key.path("expiresAt").asText("never"),
                "last used " + key.path("lastUsedAt").asText("never"),
                key.path("name").asText());
    }

    @Command(name = "revoke", description = "Refuse an API key from the next call on, for ever.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "Of the key, as it is listed.") String id,
            @Mixin DatabaseOptions database) {
        Terminal terminal = root.terminal();
        at(database, desk -> {
            desk.revoke(id);
            return id;
        });
        terminal.forPeople("The key " + id + " is revoked.");
        terminal.result(Map.of("id", id, "state", "revoked"));
        return 0;
    }

    @Command(
            name = "rotate",
            description = {
                "Make an API key that takes another one's place; it is shown this once.",
                "It may the same, and is good for as long as the old one was to be."
            })
    int rotate(
            @Parameters(paramLabel = "ID", description = "Of the old key, as it is listed.") String id,
            @Option(
                            names = "--overlap-seconds",
                            paramLabel = "SECONDS",
                            defaultValue = "86400",
                            description = "How long the old one stays good: usually a day, at most 30 days.")
                    long overlap,
            @Mixin DatabaseOptions database) {
        if (overlap < 0 || overlap > LONGEST_OVERLAP.toSeconds()) {
            throw new PlainError(
                    "--overlap-seconds is " + overlap + ".",
                    "Give a number from 0 to " + LONGEST_OVERLAP.toSeconds() + ".");
        }
        Terminal terminal = root.terminal();
        String key = at(database, desk -> desk.rotate(id, Duration.ofSeconds(overlap)));
        terminal.forPeople(key);
        terminal.result(Map.of("replaces", id, "key", key));
        return 0;
    }

    /** In the database that is given; else in the instance that is live on the home; else in the home's database. */
    private <T> T at(DatabaseOptions database, Function<KeyDesk, T> work) {
        if (database.isGiven()) {
            return root.product().withKeys(database.settings(), work);
        }
        Home home = root.home();
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            return work.apply(LiveKeys.of(Endpoints.await(home, UpCommand.PATIENCE)));
        }
        try (HomeLock held = lock.get()) {
            return root.product().withKeys(Embedded.settings(home), work);
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
}
