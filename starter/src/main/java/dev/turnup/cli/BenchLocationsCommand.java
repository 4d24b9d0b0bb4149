package dev.turnup.cli;

import dev.turnup.bench.locations.HttpBench;
import dev.turnup.bench.locations.LocationsBench;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.Terminal;
import dev.turnup.database.Database;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Takes the options of where to run from the command above it. */
@Command(name = "locations", description = "Measure the import of lists of buildings, and questions to them.")
final class BenchLocationsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BenchCommand bench;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "1000000,3000000,10000000",
            description = "Buildings in each list, ascending (usually ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private List<Long> sizes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = bench.root.terminal();
        Home home = bench.home();
        Map<String, Object> result = new LinkedHashMap<>(new LocationsBench(setting(home), terminal::line).run(sizes));
        HomeLock lock = HomeLock.take(home).orElseThrow();
        try (Instance instance = Instance.start(home, lock, bench.options, bench.root)) {
            result.put(
                    "http",
                    new HttpBench(
                                    instance.endpoints().apiUrl(),
                                    instance.endpoints().customerKey(),
                                    terminal::line)
                            .run(sizes.getLast()));
        }
        terminal.result(result);
        return 0;
    }

    private LocationsBench.Setting setting(Home home) {
        DatabaseOptions database = bench.options.database;
        Map<String, String> given = database.settings().properties();
        return new LocationsBench.Setting(
                home.folder(),
                given.getOrDefault("turnup.database.url", Database.embedded(home.folder())),
                given.getOrDefault("turnup.database.user", "turnup"),
                given.getOrDefault("turnup.database.password", ""),
                database.isGiven()
                        ? List.of(
                                "--database-url=" + given.get("turnup.database.url"),
                                "--database-user=" + given.getOrDefault("turnup.database.user", ""))
                        : List.of(),
                Map.of("TURNUP_HOME", home.folder().toString()));
    }
}
