package dev.turnup.api;

import org.jspecify.annotations.Nullable;

/** One field of a file that spreadsheets may open. */
public final class CsvCell {
    private static final String FORMULA = "=+-@\t\r";

    private CsvCell() {}

    /** Of a text that a spreadsheet would take for a formula an apostrophe comes first; empty for null. */
    public static String text(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
