package dev.turnup.locationchecks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of sites in, answers out; Temporal is down, so what is answered at once is answered without it. */
class LocationChecksTest extends ChecksServer {

    @Test
    void aFileIsTakenAtOnceAndItsAnswersAreThereWhenAllRowsHaveThem() {
        Reply reply = send("id,address\nstore 1,\"" + LISTED + "\"\nstore 2,\"1 Nowhere Plaza, Calera, AL 35040\"\n");
        JsonNode check = reply.json();

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location"))
                .isEqualTo(CHECKS + "/" + check.path("id").asText());
        assertThat(check.path("state").asText()).isEqualTo("acknowledged");
        assertThat(check.path("rows").asInt()).isEqualTo(2);
        assertThat(check.path("progress").asInt()).isZero();
        String result = check.path("href").asText() + "/result";
        Reply early = get(acme, result);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().path("check").path("progress").asInt()).isZero();
        assertThat(early.text()).contains("0 of 2 rows are answered");

        answer(check);
        JsonNode done = seen(check);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("progress").asInt()).isEqualTo(100);
        assertThat(done.path("result").asText()).isEqualTo(result);
        assertThat(done.has("completionDate")).isTrue();
        assertThat(done.has("keptUntil")).isTrue();
        Reply file = get(acme, result);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains(check.path("id").asText());
        assertThat(file.text().lines()).hasSize(3);
        assertThat(file.text()).startsWith("line,id,asked,result,");
    }

    @Test
    void sitesAreAskedForInFourWays() {
        List<NamedCsvRecord> rows = answers("""
                id,address,street,city,region,postal_code,latitude,longitude,location_id,speed_mbps
                a,"320 union station way, calera 35040",,,,,,,,
                b,,320 Union Station Way,Calera,AL,35040,,,,1000
                c,,,,,,33.151891,-86.778372,,
                d,,,,,,,,BLD-000002,
                """);

        assertThat(rows).allSatisfy(row -> {
            assertThat(row.getField("result")).as(row.toString()).isEqualTo("found");
            assertThat(row.getField("location_id")).isEqualTo("BLD-000002");
            assertThat(row.getField("listed_address")).isEqualTo("320 Union Station Way, Calera, AL 35040");
            assertThat(row.getField("technology")).isEqualTo("fiber");
            assertThat(row.getField("max_speed_mbps")).isEqualTo("100000");
            assertThat(row.getField("lead_time_days")).isEqualTo("0");
            assertThat(row.getField("candidates")).isEmpty();
        });
        assertThat(rows.get(0).getField("confidence")).isNotEmpty();
        assertThat(rows.get(2).getField("distance_km")).isEqualTo("0.0");
        assertThat(rows.stream().map(row -> row.getField("id"))).containsExactly("a", "b", "c", "d");
        assertThat(rows.stream().map(row -> row.getField("line"))).containsExactly("2", "3", "4", "5");
    }

    @Test
    void whatIsNotCertainNamesCandidatesAndNoLocation() {
        List<NamedCsvRecord> rows = answers("""
                address,latitude,longitude
                "320 Union Station Way, Calera, AL 99999",,
                ,33.155,-86.78
                """);

        assertThat(rows).allSatisfy(row -> {
            assertThat(row.getField("result")).as(row.toString()).isEqualTo("uncertain");
            assertThat(row.getField("location_id")).isEmpty();
            assertThat(row.getField("reason")).isNotEmpty();
            assertThat(row.getField("candidates").split(" ", -1))
                    .contains("BLD-000002")
                    .hasSizeBetween(1, 5);
        });
    }

    @Test
    void whatCannotBeHadIsSaidWithItsReason() {
        List<NamedCsvRecord> rows = answers("""
                location_id,latitude,longitude,speed_mbps
                BLD-000001,,,
                BLD-000002,,,200000
                BLD-999999,,,
                ,0,0,
                """);

        assertThat(rows.stream().map(row -> row.getField("result") + ": " + row.getField("reason")))
                .containsExactly(
                        "notServiceable: nothing can be had there yet",
                        "notServiceable: there are up to 100000 Mbit/s",
                        "notFound: the list has no such location_id",
                        "notFound: nothing can be had within 5 km");
    }

    @Test
    void noCellOfTheResultIsAFormula() {
        List<NamedCsvRecord> rows =
                answers("id,address\n=1+1,@SUM(A1)\n+1,\"-2+3, Calera, AL\"\n\"=HYPERLINK(\"\"x\"\")\",1 Main St\n");

        assertThat(rows.stream().map(row -> row.getField("id"))).containsExactly("'=1+1", "'+1", "'=HYPERLINK(\"x\")");
        assertThat(rows.stream().flatMap(row -> row.getFields().stream()))
                .noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r].*"));
    }

    @Test
    void theSameKeyAndFileIsOneCheckAndAnotherFileIsRefused() {
        String file = "address\n" + "1 Main St\n";
        Reply first = send(file, "Idempotency-Key", "k");
        Reply second = send(file, "Idempotency-Key", "k");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(count("location_check")).isEqualTo(1);
        assertThat(send("address\n2 Main St\n", "Idempotency-Key", "k").status())
                .isEqualTo(422);
    }

    @Test
    void tenThousandRowsAreTakenAndAnswered() {
        String file = IntStream.rangeClosed(1, 10_000)
                .mapToObj(n -> n + ",BLD-%06d".formatted(n % 3_000 + 1))
                .collect(Collectors.joining("\n", "id,location_id\n", "\n"));
        JsonNode check = stored(file);
        for (int slice = 0; slice < 20; slice++) {
            assertThat(seen(check).path("progress").asInt()).isEqualTo(slice * 5);
            answer(check);
        }

        String result = get(acme, check.path("href").asText() + "/result").text();
        assertThat(result.lines()).hasSize(10_001);
        assertThat(result).doesNotContain("invalid").doesNotContain("notFound");
    }

    @Test
    void aCancelledCheckIsNotAnsweredAnyMoreAndHasNoResult() {
        JsonNode check = stored("address\n1 Main St\n");
        String href = check.path("href").asText();
        Reply cancelled = post(acme, href + "/cancel", "{\"reason\": \"wrong file\"}");

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().path("state").asText()).isEqualTo("cancelled");
        answer(check);
        assertThat(seen(check).path("state").asText()).isEqualTo("cancelled");
        assertThat(seen(check).path("answered").asInt()).isZero();
        assertThat(seen(check).path("cancellationReason").asText()).isEqualTo("wrong file");
        assertThat(get(acme, href + "/result").status()).isEqualTo(409);
        assertThat(post(acme, href + "/cancel", "{}").status()).isEqualTo(409);
    }

    @Test
    void whatIsDoneCannotBeCancelled() {
        JsonNode check = stored("address\n1 Main St\n");
        answer(check);

        assertThat(post(acme, check.path("href").asText() + "/cancel", "{}").status())
                .isEqualTo(409);
    }

    @Test
    void ofOthersChecksNothingIsTold() {
        String href = stored("address\n1 Main St\n").path("href").asText();

        assertThat(get(other, href).status()).isEqualTo(404);
        assertThat(get(other, href + "/result").status()).isEqualTo(404);
        assertThat(post(other, href + "/cancel", "{}").status()).isEqualTo(404);
        assertThat(get(other, CHECKS).text()).isEqualTo("[]");
        assertThat(get(operator, href).status()).isEqualTo(200);
    }

    @Test
    void checksAreListedTheNewestFirstAndByState() {
        JsonNode first = stored("address\n1 Main St\n");
        answer(first);
        JsonNode second = stored("address\n2 Main St\n");

        Reply all = get(acme, CHECKS + "?limit=1");
        assertThat(all.header("X-Total-Count")).isEqualTo("2");
        assertThat(all.header("X-Result-Count")).isEqualTo("1");
        assertThat(all.json().path(0).path("id")).isEqualTo(second.path("id"));
        Reply done = get(acme, CHECKS + "?state=done");
        assertThat(done.json().valueStream().map(one -> one.path("id"))).containsExactly(first.path("id"));
    }

    @Test
    void oneTenantHasSoManyOpenChecksAndNoMore() {
        for (int n = 0; n < 20; n++) {
            stored("address\n1 Main St\n");
        }

        assertThat(send("address\n1 Main St\n").status()).isEqualTo(409);
        assertThat(count("location_check")).isEqualTo(20);
    }

    @Test
    void theDocumentShowsTheFilesOfBothWays() {
        JsonNode paths = get("", "/v3/api-docs").json().path("paths");

        JsonNode create = paths.path(CHECKS).path("post");
        assertThat(create.path("requestBody").path("content").path("text/csv").toString())
                .contains("id,address,latitude");
        assertThat(create.path("responses").has("413")).isTrue();
        JsonNode result = paths.path(CHECKS + "/{id}/result").path("get").path("responses");
        assertThat(result.path("200").path("content").has("text/csv")).isTrue();
        assertThat(result.has("409")).isTrue();
    }
}
