package dev.turnup.cli;

import dev.turnup.bench.BillsBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Takes the options of where to run from the command above it. */
@Command(name = "bills", description = "Measure a bill run over many tenants.")
final class BenchBillsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BenchCommand bench;

    @Option(names = "--tenants", defaultValue = "2000", description = "How many (usually ${DEFAULT-VALUE}).")
    int tenants;

    @Option(names = "--products", defaultValue = "20", description = "Of each tenant (usually ${DEFAULT-VALUE}).")
    int products;

    @Option(
            names = "--changes",
            defaultValue = "5",
            description = "Of each product's speed in the month (usually ${DEFAULT-VALUE}).")
    int changes;

    @Override
    public Integer call() throws InterruptedException {
        return bench.measure(setting -> {
            BillsBench.Size size = new BillsBench.Size(tenants, products, changes);
            try (BillsBench measured = new BillsBench(setting, size, bench.root.terminal()::line)) {
                return measured.run();
            }
        });
    }
}
