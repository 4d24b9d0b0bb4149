package dev.turnup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.cli.demo.Api;
import dev.turnup.cli.demo.DemoOrder;
import dev.turnup.cli.demo.DemoResult;
import dev.turnup.cli.demo.Summary;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Places the example order, on the instance that is live on the home or on one of its own. */
@Command(name = "demo", description = "Bring Turnup up, place an example order and show how it goes, until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RootCommand root;

    @Mixin
    private final UpOptions options = new UpOptions();

    @Option(names = "--order", paramLabel = "FILE", description = "Another order (usually examples/order.json).")
    @Nullable
    Path file;

    @Option(names = "--exit", description = "End when the order has ended.")
    boolean exit;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to watch the order (usually ${DEFAULT-VALUE}).")
    int patience;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = root.terminal();
        Home home = root.home();
        JsonNode order = ExampleOrder.read(file);
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            Endpoints live = Endpoints.await(home, UpCommand.PATIENCE);
            terminal.line("Turnup is up already on " + home.folder() + ": the order goes there.");
            return place(order, live, home, terminal);
        }
        try (Instance instance = Instance.start(home, lock.get(), options, root)) {
            int code = place(order, instance.endpoints(), home, terminal);
            if (!exit) {
                terminal.line("Ctrl-C ends Turnup.");
                instance.stayUp();
            }
            return code;
        }
    }

    private int place(JsonNode order, Endpoints endpoints, Home home, Terminal terminal) {
        Api api = new Api(endpoints.apiUrl(), endpoints.customerKey());
        DemoResult result = new DemoOrder(api, terminal).run(order, Duration.ofSeconds(patience));
        new Summary(terminal).show(result, endpoints, home);
        terminal.result(result.json(endpoints));
        return result.completed() ? 0 : 1;
    }
}
