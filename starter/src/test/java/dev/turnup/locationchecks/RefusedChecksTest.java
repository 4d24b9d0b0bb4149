package dev.turnup.locationchecks;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files whose rows can't be told apart are refused with line and reason; a row that is wrong is answered so. */
class RefusedChecksTest extends ChecksServer {

    private void refused(String file, String... messages) {
        refused(file.getBytes(StandardCharsets.UTF_8), 400, messages);
    }

    private void refused(byte[] file, int status, String... messages) {
        Reply reply = send(file);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("message").asText()).contains(messages);
        assertThat(count("location_check")).isZero();
    }

    @Test
    void anEmptyBody() {
        refused("", "the file is empty");
        refused("\n\n", "the file is empty");
    }

    @Test
    void noRows() {
        refused("id,address\n", "no row below");
    }

    @Test
    void noHeader() {
        refused(
                "store 1,\"1 Main St, Calera\"\n",
                "line 1",
                "'store 1' is no column",
                "the first line must be the header");
    }

    @Test
    void unknownColumns() {
        refused("id,adress\n1,1 Main St\n", "line 1", "'adress' is no column", "location_id");
        refused("id;address\n1;1 Main St\n", "divide columns by commas");
        refused("id,address,ID\n1,1 Main St,2\n", "names 'id' twice");
    }

    @Test
    void columnsThatDoNotSayWhereTheSitesAre() {
        refused("id,speed_mbps\n1,10\n", "no column that says where the sites are");
        refused("latitude\n1\n", "go together");
    }

    @Test
    void moreRowsThanTenThousand() {
        StringBuilder file = new StringBuilder("address\n");
        IntStream.rangeClosed(1, 10_001).forEach(n -> file.append(n).append(" Main St\n"));
        refused(file.toString(), "line 10002", "more than 10,000 rows");
    }

    @Test
    void moreThanFiveMebibytes() {
        byte[] file = new byte[(5 << 20) + 1];
        Arrays.fill(file, (byte) 'a');
        refused(file, 413, "5 MiB");
    }

    @Test
    void anotherEncodingThanUtf8() {
        refused("address\n1 Main St\n1 Rue Légaré\n".getBytes(StandardCharsets.ISO_8859_1), 400, "line 3", "not UTF-8");
    }

    @Test
    void quotesThatAreNotClosed() {
        refused("id,address\n1,2 Main St\n2,\"3 Main St\n3,4 Main St\n", "line 3", "a quote is not closed");
        refused("id,address\n1,\"2 Main\" St\n", "line 2", "followed by more text");
    }

    @Test
    void anotherContentType() {
        for (String type : List.of("application/json", "text/csv; charset=iso-8859-1", "nonsense")) {
            Reply reply = send(
                    acme, request(CHECKS).header("Content-Type", type).POST(BodyPublishers.ofString("address\n1\n")));
            assertThat(reply.status()).as(type).isEqualTo(415);
            assertThat(reply.text()).contains("send text/csv");
        }
    }

    @Test
    void anOperatorsKey() {
        Reply reply = send(
                operator,
                request(CHECKS).header("Content-Type", "text/csv").POST(BodyPublishers.ofString("address\n1\n")));
        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void rowsThatAreWrongAreAnsweredAsInvalidBesideTheOthers() {
        List<NamedCsvRecord> rows = answers("id,address,street,city,latitude,longitude,location_id,speed_mbps\n"
                + "few,1 Main St\n"
                + "many,1 Main St, Calera, AL 35040,,,,,,,\n"
                + "control,\"1 Main St\nCalera\",,,,,,\n"
                + "zero,1 Main\u0000St,,,,,,\n"
                + "north,,,,91,0,,\n"
                + "east,,,,45,181,,\n"
                + "nan,,,,NaN,0,,\n"
                + "words,,,,north,0,,\n"
                + "float,,,,45f,0,,\n"
                + "half,,,,45,,,\n"
                + "long," + "x".repeat(501) + ",,,,,,\n"
                + "two,1 Main St,,,45,-90,,\n"
                + "both,1 Main St,1 Main St,,,,,\n"
                + "none,,,,,,,\n"
                + "city,,,Calera,,,,\n"
                + "speed,1 Main St,,,,,,fast\n"
                + "slow,1 Main St,,,,,,0\n"
                + "id" + "x".repeat(100) + ",1 Main St,,,,,,\n"
                + "sql,'; drop table location_check; --,,,,,,\n"
                + "good,,,,,,BLD-000002,\n");

        assertThat(rows.stream()
                        .filter(row -> row.getField("result").equals("invalid"))
                        .map(row -> row.getField("reason")))
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("2 columns instead of 8"),
                        reason -> assertThat(reason).contains("11 columns instead of 8", "in quotes"),
                        reason -> assertThat(reason).contains("control characters"),
                        reason -> assertThat(reason).contains("control characters"),
                        reason -> assertThat(reason).isEqualTo("latitude '91' is not between -85 and 85 degrees"),
                        reason -> assertThat(reason).isEqualTo("longitude '181' is not between -180 and 180 degrees"),
                        reason -> assertThat(reason).contains("latitude 'NaN'"),
                        reason -> assertThat(reason).contains("latitude 'north'"),
                        reason -> assertThat(reason).contains("latitude '45f'"),
                        reason -> assertThat(reason).isEqualTo("longitude is empty"),
                        reason -> assertThat(reason).contains("more than 500 characters"),
                        reason -> assertThat(reason).contains("two ways of asking"),
                        reason -> assertThat(reason).contains("two ways of asking"),
                        reason -> assertThat(reason).contains("doesn't say where"),
                        reason -> assertThat(reason).isEqualTo("street is empty"),
                        reason -> assertThat(reason).contains("speed_mbps 'fast'"),
                        reason -> assertThat(reason).contains("speed_mbps '0'"),
                        reason -> assertThat(reason).contains("id is longer than 100"));
        assertThat(rows).hasSize(20);
        assertThat(rows.get(2).getField("asked")).isEqualTo("1 Main St Calera");
        assertThat(rows.get(0).getField("id")).isEqualTo("few");
        assertThat(rows.getLast().getField("result")).isEqualTo("found");
        assertThat(rows.getLast().getField("line")).isEqualTo("22");
    }
}
