package dev.turnup.cli.temporal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which Temporal is wanted.
 *
 * @param asked an address, {@code in-memory}, or null where the user leaves it to us
 * @param folder where a server of ours keeps its state and its log
 * @param port 0 where none was asked for
 * @param uiPort 0 where none was asked for
 */
public record TemporalRequest(
        @Nullable String asked, String namespace, Path folder, int port, int uiPort, Map<String, String> environment) {
    static final String IN_MEMORY = "in-memory";

    boolean inMemory() {
        return IN_MEMORY.equals(asked);
    }

    /** The option goes before {@code TEMPORAL_ADDRESS}. */
    Optional<String> address() {
        return Optional.ofNullable(asked == null ? environment.get("TEMPORAL_ADDRESS") : asked)
                .filter(address -> !address.isBlank());
    }

    Path database() {
        return folder.resolve("temporal.db");
    }

    Path log() {
        return folder.resolve("temporal.log");
    }
}
