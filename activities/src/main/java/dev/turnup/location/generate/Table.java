package dev.turnup.location.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The data files under {@code data/locations}: columns between tabs, the first row names them. */
final class Table {
    private Table() {}

    static List<String[]> rows(String file) {
        try (InputStream in = open(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("data/locations/" + file + " can't be read", e);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = Table.class.getResourceAsStream("/data/locations/" + file);
        if (in == null) {
            throw new IOException("data/locations/" + file + " is not on the class path");
        }
        return file.endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
