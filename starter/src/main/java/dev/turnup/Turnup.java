package dev.turnup;

import dev.turnup.cli.RootCommand;
import dev.turnup.cli.terminal.Terminal;
import org.springframework.boot.logging.LoggingSystem;

/** The program. */
public final class Turnup {
    private Turnup() {}

    public static void main(String[] arguments) {
        // libraries keep silent until Spring Boot has set up the log
        LoggingSystem.get(Turnup.class.getClassLoader()).beforeInitialize();
        System.exit(RootCommand.of(new SpringProduct(), System.getenv(), Turnup::terminal)
                .execute(arguments));
    }

    /** With JSON, standard output is for the one object alone: logs that would go there go to standard error. */
    private static Terminal terminal(boolean json) {
        if (json) {
            System.setOut(System.err);
        }
        return Terminal.ofProcess(json);
    }
}
