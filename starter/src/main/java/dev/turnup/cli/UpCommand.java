package dev.turnup.cli;

import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Brings the embedded default up and keeps it up. */
@Command(name = "up", description = "Bring Turnup up on this machine, until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RootCommand root;

    @Mixin
    private final UpOptions options = new UpOptions();

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = root.terminal();
        Home home = root.home();
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            Endpoints live = Endpoints.await(home, PATIENCE);
            terminal.line("Turnup is up already on " + home.folder() + ".");
            show(live, home, terminal);
            return 0;
        }
        try (Instance instance = Instance.start(home, lock.get(), options, root)) {
            show(instance.endpoints(), home, terminal);
            terminal.line("Ctrl-C ends it.");
            instance.stayUp();
        }
        return 0;
    }

    private static void show(Endpoints endpoints, Home home, Terminal terminal) {
        terminal.forPeople(Links.of(endpoints, home));
        terminal.result(endpoints.json());
    }
}
