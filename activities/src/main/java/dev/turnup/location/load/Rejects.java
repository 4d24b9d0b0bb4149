package dev.turnup.location.load;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
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
            throw new ImportRefused(
                    "The list of rejected lines " + file + " can't be written: " + e.getMessage() + ".",
                    "Nothing has changed. Name another file with --rejects.");
        }
    }

    void add(long line, String reason) {
        writer.writeRecord(String.valueOf(line), reason);
        count++;
    }

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        if (count == 0) {
            Files.delete(file);
        }
    }
}
