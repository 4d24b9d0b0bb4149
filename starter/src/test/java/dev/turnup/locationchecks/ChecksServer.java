package dev.turnup.locationchecks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.turnup.api.IntakeServer;
import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.records.CheckJournal;
import dev.turnup.locationcheck.records.SiteAnswers;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** An intake that takes lists of sites; rows are answered when a test says so. */
abstract class ChecksServer extends IntakeServer {
    static final String CHECKS = "/api/v1/location-checks";
    static final String LISTED = "320 Union Station Way, Calera, AL 35040";

    Reply send(String file, String... headers) {
        return send(file.getBytes(StandardCharsets.UTF_8), headers);
    }

    Reply send(byte[] file, String... headers) {
        var request = request(CHECKS).header("Content-Type", "text/csv").POST(BodyPublishers.ofByteArray(file));
        return send(acme, headers.length == 0 ? request : request.headers(headers));
    }

    JsonNode stored(String file) {
        Reply reply = send(file);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    /** Answers the next slice, as the check's workflow has it done. */
    void answer(JsonNode check) {
        new CheckJournal(jdbi, new SiteAnswers(jdbi, InstantSource.system()), InstantSource.system())
                .goOn(new CheckStart(check.path("id").asText(), "acme"));
    }

    JsonNode seen(JsonNode check) {
        return get(acme, check.path("href").asText()).json();
    }

    /** What is answered to a file of some rows. */
    List<NamedCsvRecord> answers(String file) {
        JsonNode check = stored(file);
        answer(check);
        Reply result = get(acme, check.path("href").asText() + "/result");
        assertThat(result.status()).as(result.text()).isEqualTo(200);
        return CsvReader.builder().ofNamedCsvRecord(result.text()).stream().toList();
    }
}
