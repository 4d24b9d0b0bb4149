package dev.turnup.cli.home;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a live instance is reached, as scripts read it from {@code endpoints.json}.
 *
 * @param temporalUi null where Temporal has none that we know of
 */
public record Endpoints(
        String apiUrl, String temporalAddress, @Nullable String temporalUi, String customerKey, String operatorKey) {

    /** Readable by the user alone; there only while the instance is ready. */
    public void write(Home home) {
        try {
            PrivateFile.write(home.endpointsFile(), json().toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With every field, also those that are null. */
    public ObjectNode json() {
        ObjectNode node = (ObjectNode) Json.tree(this);
        if (temporalUi == null) {
            node.putNull("temporalUi");
        }
        return node;
    }

    public static void remove(Home home) {
        try {
            Files.deleteIfExists(home.endpointsFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Optional<Endpoints> read(Home home) {
        try {
            return Optional.of(Json.read(Files.readString(home.endpointsFile()), Endpoints.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of an instance that is live or about to be. */
    public static Endpoints await(Home home, Duration longest) {
        Instant deadline = Instant.now().plus(longest);
        while (Instant.now().isBefore(deadline)) {
            Optional<Endpoints> endpoints = read(home);
            if (endpoints.isPresent()) {
                return endpoints.get();
            }
            pause();
        }
        throw new PlainError(
                "On " + home.folder() + " another Turnup is starting, or imports a list of buildings.",
                "Wait until it is ready, or the import has ended, and start again; " + home.log()
                        + " says more about a start.");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
