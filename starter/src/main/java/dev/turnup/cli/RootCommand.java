package dev.turnup.cli;

import dev.turnup.cli.home.Home;
import dev.turnup.cli.terminal.Terminal;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code turnup}: what all commands share. */
@Command(
        name = "turnup",
        description = "Fulfils Network-as-a-Service orders as durable Temporal workflows.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            ServeCommand.class,
            KeysCommand.class,
            LocationsCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Turnup keeps its data in TURNUP_HOME, by default .turnup in the checkout."})
public final class RootCommand {
    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "One JSON object on standard output; progress goes to standard error.")
    boolean json;

    private final Product product;
    private final Map<String, String> environment;
    private final Function<Boolean, Terminal> terminals;

    private RootCommand(Product product, Map<String, String> environment, Function<Boolean, Terminal> terminals) {
        this.product = product;
        this.environment = environment;
        this.terminals = terminals;
    }

    /**
     * The command line, ready to execute.
     *
     * @param terminals given whether JSON is asked for
     */
    public static CommandLine of(
            Product product, Map<String, String> environment, Function<Boolean, Terminal> terminals) {
        RootCommand root = new RootCommand(product, environment, terminals);
        return new CommandLine(root)
                .setExecutionExceptionHandler(new Failures(root))
                .setParameterExceptionHandler(new WrongUse(root))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    Product product() {
        return product;
    }

    @Nullable
    String variable(String name) {
        return environment.get(name);
    }

    Map<String, String> environment() {
        return environment;
    }

    Home home() {
        return Home.of(environment);
    }

    Terminal terminal() {
        return terminals.apply(json);
    }

    Terminal terminal(boolean json) {
        return terminals.apply(json);
    }
}
