package dev.turnup.cli;

import dev.turnup.cli.home.Port;
import dev.turnup.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs roles in production: nothing is embedded, and all state is elsewhere. */
@Command(
        name = "serve",
        aliases = "roles",
        description = "Run some roles against your own Temporal and PostgreSQL, until the process is told to end.",
        footer = {"", "Whatever is not given here is configured as in any Spring Boot program."})
final class ServeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RootCommand root;

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            description = "For instance intake,orchestration,port.inventory (all of them, if left out).")
    @Nullable
    String roles;

    @Option(names = "--temporal", paramLabel = "ADDRESS", description = "Temporal's host:port (or TEMPORAL_ADDRESS).")
    @Nullable
    String temporal;

    @Option(names = "--api-port", paramLabel = "PORT", description = "Port of the API and the health checks.")
    @Nullable
    Integer apiPort;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "-D", paramLabel = "PROPERTY=VALUE", description = "Any property of Turnup or Spring Boot.")
    private final Map<String, String> properties = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = root.terminal();
        try (Closing closing = new Closing()) {
            closing.atExit();
            RunningProduct running = closing.add(start());
            terminal.line("Turnup is ready on port " + running.port() + ".");
            terminal.result(Map.of("port", running.port()));
            Thread.currentThread().join();
        }
        return 0;
    }

    private RunningProduct start() {
        try {
            return root.product().start(settings());
        } catch (Product.PortTaken e) {
            throw Port.taken(apiPort == null ? 8080 : apiPort, "--api-port");
        }
    }

    private ProductSettings settings() {
        Optional<String> address = Optional.ofNullable(temporal == null ? root.variable("TEMPORAL_ADDRESS") : temporal);
        Optional<String> namespace = Optional.ofNullable(root.variable("TEMPORAL_NAMESPACE"));
        return database.settings()
                .with("turnup.roles", Optional.ofNullable(roles))
                .with("turnup.temporal.address", address)
                .with("turnup.temporal.namespace", namespace)
                .with("server.port", Optional.ofNullable(apiPort))
                .withAll(properties);
    }
}
