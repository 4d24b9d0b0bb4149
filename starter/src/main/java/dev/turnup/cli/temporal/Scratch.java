package dev.turnup.cli.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder beside the cached CLI that is gone when the block ends. */
record Scratch(Path folder) implements AutoCloseable {

    static Scratch in(Path cache) throws IOException {
        Files.createDirectories(cache);
        return new Scratch(Files.createTempDirectory(cache, "fetch"));
    }

    /** Moves a finished file to its place at once, so that two starts at the same time can't see half of it. */
    static Path keep(Path file, Path place) throws IOException {
        return Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
