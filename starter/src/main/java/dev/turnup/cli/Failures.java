package dev.turnup.cli;

import dev.turnup.cli.terminal.PlainError;
import dev.turnup.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one sentence and what to do. The exit code is 1. */
record Failures(RootCommand root) implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        Terminal terminal = root.terminal();
        terminal.error(thrown instanceof PlainError plain ? plain : unexpected(thrown));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static PlainError unexpected(Exception thrown) {
        String sentence = "Turnup failed unexpectedly: " + thrown + ".";
        try {
            Path trace = Files.createTempFile("turnup-failure", ".txt");
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(trace, StandardCharsets.UTF_8))) {
                thrown.printStackTrace(out);
            }
            return new PlainError(sentence, "Please report it with " + trace + ", which says where.", thrown);
        } catch (IOException e) {
            return new PlainError(sentence, "Please report it.", thrown);
        }
    }
}
