package dev.turnup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.cli.demo.Api;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            @Mixin DatabaseOptions database) {
        Terminal terminal = root.terminal();
        String roleName = role.name().toLowerCase(Locale.ROOT);
        String key = make(database, tenant, roleName, name);
        terminal.forPeople(key);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("tenant", tenant);
        answer.put("role", roleName);
        answer.put("key", key);
        terminal.result(answer);
        return 0;
    }

    /** Through the database that is given; else through the instance that is live on the home; else in the home's database. */
    private String make(DatabaseOptions database, String tenant, String role, String name) {
        if (database.isGiven()) {
            return root.product().keys(database.settings()).create(tenant, role, name);
        }
        Home home = root.home();
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            return ask(Endpoints.await(home, UpCommand.PATIENCE), tenant, role, name);
        }
        try (HomeLock held = lock.get()) {
            return root.product().keys(Embedded.settings(home)).create(tenant, role, name);
        }
    }

    private static String ask(Endpoints live, String tenant, String role, String name) {
        JsonNode answer = new Api(live.apiUrl(), live.operatorKey())
                .post("/api/v1/keys", Map.of("tenant", tenant, "role", role, "name", name));
        return answer.path("key").asText();
    }
}
