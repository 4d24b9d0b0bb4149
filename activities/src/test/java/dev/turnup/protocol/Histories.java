package dev.turnup.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** The corpus of recorded histories. histories/README.md says how to record. */
final class Histories {
    /** The number of the recording that is to be made; nothing is recorded without. */
    private static final String RECORD = System.getProperty("turnup.record-histories", "");

    private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/test/resources/histories");

    private Histories() {}

    /** Records how an order went, when that is asked for: {@code histories/v1/port.json}, {@code …/continued.2.json}. */
    static void tell(Path path, List<Run> runs) {
        if (RECORD.isEmpty()) {
            return;
        }
        for (int n = 0; n < runs.size(); n++) {
            String name = path.file() + (n == 0 ? "" : "." + (n + 1)) + ".json";
            write(
                    SOURCES.resolve("v" + RECORD).resolve(name),
                    runs.get(n).history().toJson(true));
        }
    }

    private static void write(java.nio.file.Path file, String json) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
