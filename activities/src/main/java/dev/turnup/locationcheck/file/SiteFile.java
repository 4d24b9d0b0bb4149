package dev.turnup.locationcheck.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A customer's list of sites: CSV (RFC 4180) in UTF-8 with a header. Of a row that is wrong the others know nothing. */
public final class SiteFile {
    public static final int MOST_ROWS = 10_000;
    public static final int MOST_BYTES = 5 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF'; // Excel begins a file with it

    private SiteFile() {}

    /** Throws WrongSites where rows can't be told apart, or are none or too many. */
    public static List<Site> read(byte[] file) {
        String text = text(file);
        Rows rows = new Rows(text);
        CsvRecord header = rows.next();
        if (header == null) {
            throw new WrongSites("the file is empty: send a header and at least one row");
        }
        SiteColumns columns = new SiteColumns(header.getStartingLineNumber(), header.getFields());
        List<Site> sites = new ArrayList<>();
        for (CsvRecord row = rows.next(); row != null; row = rows.next()) {
            int line = (int) row.getStartingLineNumber();
            if (sites.size() == MOST_ROWS) {
                throw new WrongSites(line, "there are more than 10,000 rows: send them in several files");
            }
            sites.add(new SiteRow(columns, row.getFields()).site(sites.size() + 1, line));
        }
        if (sites.isEmpty()) {
            throw new WrongSites("there is a header and no row below it");
        }
        return sites;
    }

    private static String text(byte[] file) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder(); // stops at what is broken
        ByteBuffer in = ByteBuffer.wrap(file);
        CharBuffer out = CharBuffer.allocate(file.length);
        CoderResult result = utf8.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            long line = 1 + out.chars().filter(c -> c == '\n').count();
            throw new WrongSites(line, "it is not UTF-8: save the file as \"CSV UTF-8\"");
        }
        String text = out.toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** Rows as they come; that fields are too many or too few is told of the row. */
    private static final class Rows {
        private static final Pattern LINE = Pattern.compile("line (\\d+)");

        private final Iterator<CsvRecord> records;

        Rows(String text) {
            records = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .ofCsvRecord(text)
                    .iterator();
        }

        /** Null at the end. */
        @Nullable
        CsvRecord next() {
            try {
                return records.hasNext() ? records.next() : null;
            } catch (CsvParseException e) {
                Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
                throw new WrongSites(
                        line.find() ? Long.parseLong(line.group(1)) : 0,
                        "a quote is not closed, or is followed by more text: quotes inside of a quoted field are doubled");
            }
        }
    }
}
