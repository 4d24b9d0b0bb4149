package dev.turnup.cli.temporal;

import dev.turnup.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server process that a Turnup started on a folder, as {@code temporal.pid} remembers it: a killed Turnup may leave it behind,
 * and then it holds the database and the ports. A process that only got the same number later is never touched.
 */
final class LeftOver {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Path file;
    private final Path database;

    LeftOver(Path folder, Path database) {
        this.file = folder.resolve("temporal.pid");
        this.database = database;
    }

    record Remembered(long pid, Instant startedAt) {}

    void write(ProcessHandle process) {
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        try {
            Files.writeString(file, Json.write(new Remembered(process.pid(), started)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process, if it is still there and is the one that was written. */
    Optional<ProcessHandle> find() {
        try {
            Remembered remembered = Json.read(Files.readString(file), Remembered.class);
            return ProcessHandle.of(remembered.pid())
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> isOurs(process.info(), remembered.startedAt()));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Same start, and on our database wherever the system shows arguments. */
    private boolean isOurs(ProcessHandle.Info info, Instant started) {
        boolean sameStart = info.startInstant()
                .filter(instant -> Duration.between(instant, started).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .isPresent();
        return sameStart
                && info.arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(database.toString()))
                        .orElse(true);
    }

    /** Ends it where it is still there, and returns when it is gone. */
    void end() {
        find().ifPresent(process -> {
            process.destroy();
            if (!gone(process)) {
                process.destroyForcibly();
                gone(process);
            }
        });
        forget();
    }

    private static boolean gone(ProcessHandle process) {
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
