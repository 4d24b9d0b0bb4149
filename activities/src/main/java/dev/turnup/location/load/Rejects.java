package dev.turnup.location.load;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The list of lines that can't be used; there is no such file where all can. */
final class Rejects implements AutoCloseable {
    private final Path file;
    private final CsvWriter writer;
    private long count;

    private Rejects(Path file, CsvWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    static Rejects to(Path file) {
        try {
            CsvWriter writer = CsvWriter.builder().build(file);
            writer.writeRecord("line", "reason");
            return new Rejects(file, writer);
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    private static ImportRefused refused(Path file, Exception e) {
        return new ImportRefused(
                "The list of rejected lines " + file + " can't be written: " + e.getMessage() + ".",
                "Nothing has changed. Make room there, or name another file with --rejects; then import the list again.",
                e);
    }

    void add(long line, String reason) {
        try {
            writer.writeRecord(String.valueOf(line), reason);
        } catch (UncheckedIOException e) {
            throw refused(file, e);
        }
        count++;
    }

    long count() {
        return count;
    }

    /** Before the list changes: what can't be written is refused by then. */
    @Override
    public void close() {
        try {
            writer.close();
            if (count == 0) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw refused(file, e);
        }
    }
}
