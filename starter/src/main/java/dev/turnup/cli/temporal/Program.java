package dev.turnup.cli.temporal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a short program to its end. */
final class Program {
    private Program() {}

    /** What it wrote; empty where it can't be run, fails, or takes longer. */
    static Optional<String> output(Duration longest, List<String> command) {
        try {
            Path output = Files.createTempFile("turnup", ".out");
            try {
                return run(longest, command, output)
                        ? Optional.of(Files.readString(output, StandardCharsets.UTF_8))
                        : Optional.empty();
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean succeeds(Duration longest, List<String> command) {
        return output(longest, command).isPresent();
    }

    private static boolean run(Duration longest, List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        try {
            return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
