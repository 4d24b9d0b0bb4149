package dev.turnup.cli;

import dev.turnup.bench.TenantsBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Takes the options of where to run from the command above it. */
@Command(name = "tenants", description = "Measure calls of many tenants, and one's burst beside another's order.")
final class BenchTenantsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private BenchCommand bench;

    @Option(names = "--tenants", defaultValue = "2000", description = "How many (usually ${DEFAULT-VALUE}).")
    int tenants;

    @Option(names = "--products", defaultValue = "50", description = "Of each tenant (usually ${DEFAULT-VALUE}).")
    int products;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Of steady calls, to warm up and again to measure (usually ${DEFAULT-VALUE}).")
    int seconds;

    @Override
    public Integer call() throws InterruptedException {
        return bench.measure(setting -> {
            TenantsBench.Size size = new TenantsBench.Size(tenants, products, seconds);
            try (TenantsBench measured = new TenantsBench(setting, size, bench.root.terminal()::line)) {
                return measured.run();
            }
        });
    }
}
