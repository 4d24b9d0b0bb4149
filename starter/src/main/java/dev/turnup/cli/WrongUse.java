package dev.turnup.cli;

import dev.turnup.cli.terminal.PlainError;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Answers a command that can't be understood. The exit code is 2. */
record WrongUse(RootCommand root) implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        String help = command.equals("turnup") ? "./turnup help" : "./" + command.replaceFirst(" ", " help ");
        root.terminal(json)
                .error(new PlainError(thrown.getMessage() + ".", "'" + help + "' shows what can be written."));
        return CommandLine.ExitCode.USAGE;
    }
}
