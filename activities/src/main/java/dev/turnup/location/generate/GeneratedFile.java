package dev.turnup.location.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a generated list as CSV in UTF-8, compressed where the name ends in {@code .gz}. The text is the same
 * everywhere, its compressed bytes are on the same JDK.
 */
public final class GeneratedFile {
    private static final int BUFFER = 1 << 16;
    private static final int ROWS_PER_PROGRESS = 10_000;

    private final LocationGenerator generator;

    public GeneratedFile(LocationGenerator generator) {
        this.generator = generator;
    }

    /**
     * Replaces the file if there is one.
     *
     * @param progress is told how many rows are written, every 10,000 and at the end
     * @return the number of rows, without the header
     */
    public long write(Path file, LongConsumer progress) throws IOException {
        try (Writer out = new OutputStreamWriter(open(file), StandardCharsets.UTF_8);
                Stream<GeneratedBuilding> buildings = generator.buildings()) {
            out.append(GeneratedBuilding.HEADER).append('\n');
            Rows rows = new Rows(out, progress);
            buildings.forEach(rows::add);
            return rows.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static OutputStream open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return file.toString().endsWith(".gz")
                ? new BufferedOutputStream(new FastGzip(out), BUFFER)
                : new BufferedOutputStream(out, BUFFER);
    }

    /** The JDK's header has no name and time 0. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(3);
        }
    }

    private static final class Rows {
        private final Writer out;
        private final LongConsumer progress;
        private final StringBuilder pending = new StringBuilder(2 * BUFFER);
        private long count;

        Rows(Writer out, LongConsumer progress) {
            this.out = out;
            this.progress = progress;
        }

        void add(GeneratedBuilding building) {
            building.appendTo(pending);
            if (pending.length() > BUFFER) {
                flush();
            }
            count++;
            if (count % ROWS_PER_PROGRESS == 0) {
                progress.accept(count);
            }
        }

        long end() {
            flush();
            progress.accept(count);
            return count;
        }

        private void flush() {
            try {
                out.append(pending);
                pending.setLength(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
