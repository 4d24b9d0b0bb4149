package dev.turnup.cli.temporal;

import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Starts a child process from a thread that lives as long as it: Linux ends such a child with the thread, not the process. */
final class LastingThread {
    private LastingThread() {}

    static Process start(List<String> command, Path log) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("temporal-server").start(() -> startAndStay(command, log, started));
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new PlainError(
                    "The program " + command.getFirst() + " can't be run: "
                            + String.valueOf(
                                    e.getCause() == null ? e : e.getCause().getMessage()) + ".",
                    "Repair or remove it, then start again.",
                    e);
        }
    }

    private static void startAndStay(List<String> command, Path log, CompletableFuture<Process> started) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            started.complete(process);
            process.onExit().join();
        } catch (IOException e) {
            started.completeExceptionally(e);
        }
    }
}
