package dev.turnup.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new folder that is gone with all that is in it when the tests are over. Its path is short: sockets lie in it. */
record Folder(Path path) implements AutoCloseable {

    static Folder make() throws IOException {
        Path path = Files.createTempDirectory("turnup-e2e");
        // PostgreSQL's own user has to get through
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        return new Folder(path);
    }

    Path child(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
