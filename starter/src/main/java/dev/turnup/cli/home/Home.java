package dev.turnup.cli.home;

import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder ({@code TURNUP_HOME}) that holds all state of an embedded Turnup. At most one instance is live on it. */
public final class Home {
    /** Below it a database may end half-written; in bytes. */
    static final long LEAST_SPACE = 200L << 20;

    private final Path folder;

    private Home(Path folder) {
        this.folder = folder;
    }

    /** The home that the environment names, or {@code .turnup} where we are; made, if it isn't there. */
    public static Home of(Map<String, String> environment) {
        return open(Path.of(environment.getOrDefault("TURNUP_HOME", ".turnup")));
    }

    public static Home open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            PrivateFile.makeFolder(absolute);
        } catch (IOException e) {
            throw unusable(absolute, e);
        }
        if (!Files.isWritable(absolute)) {
            throw unusable(absolute, null);
        }
        return new Home(absolute);
    }

    private static PlainError unusable(Path folder, @Nullable IOException cause) {
        return new PlainError(
                "Turnup can't write to its home " + folder + ".",
                "Make it a writable folder, or set TURNUP_HOME to one.",
                cause);
    }

    /** Throws a PlainError where too little is left on the disk to start safely. */
    public void requireSpace() {
        requireSpace(LEAST_SPACE);
    }

    void requireSpace(long bytes) {
        long free = usableSpace();
        if (free < bytes) {
            throw new PlainError(
                    "The disk of " + folder + " is full: " + (free >> 20) + " MB are free, Turnup needs "
                            + (bytes >> 20) + " MB.",
                    "Free some space, or set TURNUP_HOME to a folder on another disk.");
        }
    }

    private long usableSpace() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    public Path folder() {
        return folder;
    }

    public Path log() {
        return folder.resolve("turnup.log");
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    Path endpointsFile() {
        return folder.resolve("endpoints.json");
    }

    public Path keysFile() {
        return folder.resolve("keys.json");
    }
}
