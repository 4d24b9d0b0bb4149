package dev.turnup.locationchecks;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.turnup.api.CsvCell;
import dev.turnup.locationcheck.records.CheckReads;
import dev.turnup.locationcheck.records.CheckReads.AnsweredRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The answers as CSV, in the order of the questions. */
final class ResultFile {
    private static final List<String> HEADER = List.of(
            "line",
            "id",
            "asked",
            "result",
            "reason",
            "location_id",
            "confidence",
            "listed_address",
            "technology",
            "max_speed_mbps",
            "lead_time_days",
            "distance_km",
            "candidates");

    /** Rows in memory at once. */
    private static final int PAGE = 500;

    private ResultFile() {}

    static void write(CheckReads checks, String check, OutputStream out) throws IOException {
        List<AnsweredRow> page =
                checks.answers(check, 0, PAGE); // before the first byte, so that it can still be refused
        CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
        csv.writeRecord(HEADER);
        while (!page.isEmpty()) {
            page.forEach(row -> csv.writeRecord(cells(row)));
            page = checks.answers(check, page.getLast().n(), PAGE);
        }
        csv.close(); // only here: a file that breaks off must not look whole
    }

    private static List<String> cells(AnsweredRow row) {
        return Stream.of(
                        row.line(),
                        row.name(),
                        row.asked(),
                        row.result(),
                        row.reason(),
                        row.locationId(),
                        row.confidence(),
                        row.listed(),
                        row.technology(),
                        row.maxSpeed(),
                        row.leadDays(),
                        row.distance(),
                        row.candidates())
                .map(CsvCell::text)
                .toList();
    }
}
