package dev.turnup.cli;

import dev.turnup.bench.Bench;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.Terminal;
import dev.turnup.database.Database;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Measures on a home of its own, which is new each time. */
@Command(
        name = "bench",
        description = "Measure orders, ports and changes, each beside what it is to be compared with.",
        subcommands = {
            BenchWindowsCommand.class,
            BenchLocationsCommand.class,
            BenchBillsCommand.class,
            BenchTenantsCommand.class
        })
final class BenchCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    RootCommand root;

    @Mixin
    final UpOptions options = new UpOptions();

    @Option(names = "--orders", defaultValue = "800", description = "How many of each kind (usually ${DEFAULT-VALUE}).")
    int orders;

    @Option(names = "--in-flight", defaultValue = "32", description = "How many at once (usually ${DEFAULT-VALUE}).")
    int inFlight;

    @Parameters(
            paramLabel = "KIND",
            description = "What to measure: ${COMPLETION-CANDIDATES} (usually all; allocation on PostgreSQL only).")
    final Set<Bench.Kind> kinds = EnumSet.noneOf(Bench.Kind.class);

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = root.terminal();
        ProductSettings unpaced =
                ProductSettings.none().with("turnup.starts-per-second", 0); // all orders are one tenant's
        return measure(unpaced, setting -> {
            try (Bench bench = new Bench(setting, terminal::line)) {
                Map<String, Object> result = bench.run(kinds.isEmpty() ? EnumSet.allOf(Bench.Kind.class) : kinds);
                terminal.line("ratios   " + result.get("ratios"));
                return result;
            }
        });
    }

    /** What is measured on a Turnup that was started for it. */
    interface Measurement {
        Map<String, Object> of(Bench.Setting setting) throws InterruptedException;
    }

    int measure(Measurement measurement) throws InterruptedException {
        return measure(ProductSettings.none(), measurement);
    }

    private int measure(ProductSettings settings, Measurement measurement) throws InterruptedException {
        Home home = home();
        HomeLock lock = HomeLock.take(home).orElseThrow();
        try (Instance instance = Instance.start(home, lock, options, root, settings)) {
            root.terminal().result(measurement.of(setting(instance.endpoints(), home)));
        }
        return 0;
    }

    /** A new one. */
    Home home() {
        return Home.open(
                root.home().folder().resolve("bench-" + ProcessHandle.current().pid()));
    }

    private Bench.Setting setting(Endpoints endpoints, Home home) {
        Map<String, String> data = options.database.settings().properties();
        return new Bench.Setting(
                endpoints.apiUrl(),
                endpoints.customerKey(),
                endpoints.operatorKey(),
                Instance.TENANT,
                endpoints.temporalAddress(),
                root.environment().getOrDefault("TEMPORAL_NAMESPACE", "default"),
                data.getOrDefault("turnup.database.url", Database.embedded(home.folder())),
                data.getOrDefault("turnup.database.user", "turnup"),
                Objects.requireNonNull(data.getOrDefault("turnup.database.password", "")),
                orders,
                inFlight);
    }
}
