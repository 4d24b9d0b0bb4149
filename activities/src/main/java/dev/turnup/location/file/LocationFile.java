package dev.turnup.location.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.turnup.location.Location;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A list of buildings as the provider has it: CSV (RFC 4180, one line for each row) in UTF-8 with a header, plain or
 * gzipped. A line that can't be used costs that line alone.
 */
public final class LocationFile implements AutoCloseable {
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Counting bytes;
    private final LineCutter lines;
    private final Columns columns;

    private LocationFile(Counting bytes, InputStream text, Map<String, String> names) throws IOException {
        this.bytes = bytes;
        this.lines = new LineCutter(text);
        LineCutter.Line header = lines.next();
        if (header == null || header.text() == null || header.text().isBlank()) {
            throw new WrongFile(header == null || header.problem() == null ? "the file is empty" : header.problem());
        }
        this.columns = Columns.of(fields(header.text()), names);
    }

    /**
     * @param names the file's name for a column, where it isn't ours: {@code postal_code=ZIP5}
     * @throws WrongFile where it has no header that can be used
     */
    public static LocationFile open(Path file, Map<String, String> names) throws IOException {
        return open(Files.newInputStream(file), names);
    }

    /** The same, out of a stream, which is closed with it. */
    public static LocationFile open(InputStream stream, Map<String, String> names) throws IOException {
        Counting bytes = new Counting(stream);
        try {
            BufferedInputStream start = new BufferedInputStream(bytes, 64 * 1024);
            start.mark(2);
            boolean zipped = (start.read() << 8 | start.read()) == GZIP_MAGIC;
            start.reset();
            return new LocationFile(bytes, zipped ? new GZIPInputStream(start, 64 * 1024) : start, names);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * What one line is.
     *
     * @param line from 1, the header's
     * @param location null where the line can't be used
     * @param problem why; null where it can
     */
    public record Entry(
            long line,
            @Nullable Location location,
            @Nullable String problem) {}

    /** The next line that isn't empty; null at the end. */
    public @Nullable Entry next() throws IOException {
        LineCutter.Line line = lines.next();
        while (line != null && line.text() != null && line.text().isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        if (line.text() == null) {
            return new Entry(line.number(), null, line.problem());
        }
        try {
            return new Entry(line.number(), new Row(columns, fields(line.text())).location(), null);
        } catch (Row.Unusable e) {
            return new Entry(line.number(), null, e.getMessage());
        } catch (CsvParseException e) {
            return new Entry(
                    line.number(), null, "the line is not CSV: a quote is not closed, or stands inside a field");
        }
    }

    private static List<String> fields(String line) {
        return CsvReader.builder()
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .ofSingleCsvRecord(line)
                .getFields();
    }

    /** Bytes read of the file so far, to be set against its size. */
    public long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
