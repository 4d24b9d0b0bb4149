package dev.turnup.cli;

import dev.turnup.bench.WindowsBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Takes the options of where to run from the command above it. */
@Command(name = "windows", description = "Measure event windows that all begin in the same second.")
final class BenchWindowsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BenchCommand bench;

    @Option(names = "--windows", defaultValue = "2000", description = "How many (usually ${DEFAULT-VALUE}).")
    int windows;

    @Override
    public Integer call() throws InterruptedException {
        return bench.measure(setting -> {
            try (WindowsBench measured = new WindowsBench(setting, windows, bench.root.terminal()::line)) {
                return measured.run();
            }
        });
    }
}
