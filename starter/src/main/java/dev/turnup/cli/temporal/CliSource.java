package dev.turnup.cli.temporal;

import java.nio.file.Path;
import java.util.Optional;

/** A place from which a temporal CLI may come. */
sealed interface CliSource permits CliOnPath, CliInCache, CliFromWheel, CliFromDownload {

    /** What the user reads before it is tried, where that may take a while. */
    default Optional<String> announcement() {
        return Optional.empty();
    }

    /** A CLI that runs and is new enough; empty where this place has none, for whatever reason. */
    Optional<Path> find(Machine machine);
}
