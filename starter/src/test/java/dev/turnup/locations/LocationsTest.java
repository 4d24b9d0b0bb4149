package dev.turnup.locations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest extends IntakeServer {
    private static final String LOCATIONS = "/api/v1/locations";

    private Reply byAddress(String text) {
        return get(acme, LOCATIONS + "?address=" + URLEncoder.encode(text, UTF_8));
    }

    private static List<String> ids(Reply reply) {
        return reply.json()
                .path("candidate")
                .valueStream()
                .map(one -> one.path("id").asText())
                .toList();
    }

    @Test
    void aBuildingIsAnsweredWithAllThatCanBeHadThere() {
        Reply reply = get(acme, LOCATIONS + "/BLD-000005");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("max-age=60, private");
        JsonNode building = reply.json();
        assertThat(building.path("address").path("street").asText()).isEqualTo("65 Jones Lane");
        assertThat(building.path("latitude").asDouble()).isEqualTo(33.096851);
        assertThat(building.path("serviceable").asBoolean()).isTrue();
        assertThat(building.path("access").path(0).path("technology").asText()).isEqualTo("fiber-build");
        JsonNode slowest = building.path("tier").path(0);
        assertThat(slowest.path("speedMbps").asInt()).isEqualTo(50);
        assertThat(slowest.path("technology").asText()).isEqualTo("fiber-build");
        assertThat(slowest.path("leadTimeDays").asInt()).isEqualTo(16);
        assertThat(slowest.path("perHour").path("value").asText()).isEqualTo("0.22");
        assertThat(slowest.path("perHour").path("unit").asText()).isEqualTo("USD");
        assertThat(building.path("tier").path(7).path("speedMbps").asInt()).isEqualTo(10_000);
        JsonNode site = building.path("nearestSite");
        assertThat(site.path("distanceKm").asDouble()).isPositive();
        assertThat(site.path("portSpeedMbps").path(0).asInt()).isEqualTo(1_000);
        assertThat(Instant.parse(building.path("validUntil").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(30)));
    }

    @Test
    void whatIsFreeIsSaidWhereALimitIsKnownAndOnlyThatIsOffered() {
        jdbi.useHandle(handle -> {
            handle.execute("update location_1 set capacity = 1500 where id = 'BLD-000005'");
            handle.execute("insert into capacity_pool (id, total) values ('location:BLD-000005', 1500)");
            handle.execute("insert into capacity_claim (owner, pool, product_id, mbps, from_at)"
                    + " values ('o/1/hold-capacity/1', 'location:BLD-000005', 'p', 1000, current_timestamp)");
        });
        try {
            JsonNode building = get(acme, LOCATIONS + "/BLD-000005").json();
            JsonNode typed = byAddress("65 Jones Lane, Montevallo AL 35115")
                    .json()
                    .path("candidate")
                    .path(0);
            JsonNode near = get(acme, LOCATIONS + "?latitude=33.096851&longitude=-86.846872&radiusKm=1")
                    .json()
                    .path("candidate")
                    .path(0);

            for (JsonNode told : List.of(building, typed, near)) {
                assertThat(told.path("id").asText()).isEqualTo("BLD-000005");
                assertThat(told.path("freeMbps").asInt()).isEqualTo(500);
                JsonNode tiers = told.path("tier");
                assertThat(tiers.path(tiers.size() - 1).path("speedMbps").asInt())
                        .isEqualTo(500);
            }
            assertThat(get(acme, LOCATIONS + "/BLD-000007").json().has("freeMbps"))
                    .isFalse();
        } finally {
            jdbi.useHandle(handle -> {
                handle.execute("delete from capacity_claim where pool = 'location:BLD-000005'");
                handle.execute("delete from capacity_pool where id = 'location:BLD-000005'");
                handle.execute("update location_1 set capacity = 0 where id = 'BLD-000005'");
            });
        }
    }

    @Test
    void speedsAboveWhatTheBuildingCanHaveAreNotOffered() {
        JsonNode tiers = get(acme, LOCATIONS + "/BLD-000007").json().path("tier");

        assertThat(tiers.path(tiers.size() - 1).path("speedMbps").asInt()).isEqualTo(5_000);
    }

    @Test
    void whereNothingCanBeHadThatIsSaid() {
        JsonNode building = get(acme, LOCATIONS + "/BLD-000001").json();

        assertThat(building.path("serviceable").asBoolean(true)).isFalse();
        assertThat(building.path("access").isEmpty()).isTrue();
        assertThat(building.path("tier").isEmpty()).isTrue();
    }

    @Test
    void aDataCentreIsAnsweredWithItsPorts() {
        JsonNode site = get(acme, LOCATIONS + "/EQIX-DC2").json();

        assertThat(site.path("kind").asText()).isEqualTo("site");
        assertThat(site.path("offering").asText()).isEqualTo("port");
        assertThat(site.path("tier").path(0).path("speedMbps").asInt()).isEqualTo(1_000);
        assertThat(site.path("nearestSite").path("distanceKm").asDouble()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "BLD-000005'%20or%201=1--", "%25"})
    void whatIsNotThereIs404(String id) {
        Reply reply = get(acme, LOCATIONS + "/" + id);

        assertThat(reply.status()).as(reply.text()).isEqualTo(404);
        assertThat(reply.json().path("message").asText()).contains("there is no location");
    }

    @Test
    void aTypedAddressIsFoundAndCertain() {
        Reply reply = byAddress("1606 aaron st, montgomery al 36104");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("max-age=60, private");
        assertThat(reply.json().path("certain").asBoolean()).isTrue();
        assertThat(ids(reply)).startsWith("BLD-000007");
        JsonNode best = reply.json().path("candidate").path(0);
        assertThat(best.path("confidence").asDouble()).isGreaterThan(0.9);
        assertThat(best.path("tier").path(0).path("perHour").path("value").asText())
                .isEqualTo("0.22");
    }

    @Test
    void ofAnAddressThatIsNotCertainTheBestAreAnsweredAndNoMoreThanAskedFor() {
        Reply reply = byAddress("1227 Aaron Street, Birmingham");

        assertThat(reply.json().path("certain").asBoolean(true)).isFalse();
        assertThat(ids(reply)).contains("BLD-000006").hasSizeLessThanOrEqualTo(5);
        assertThat(ids(get(acme, LOCATIONS + "?limit=1&address=1227+Aaron+Street,+Birmingham")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nowhere Lane 1", "'; drop table location_1; --", "😀", "?????", "\\", "%_%"})
    void whatNoBuildingExplainsHasNoCandidates(String text) {
        Reply reply = byAddress(text);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("certain").asBoolean(true)).isFalse();
        assertThat(ids(reply)).isEmpty();
    }

    @Test
    void theNearestServiceableBuildingsAreFoundByCoordinates() {
        Reply reply = get(acme, LOCATIONS + "?latitude=32.357927&longitude=-86.315632&radiusKm=10&limit=3");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(ids(reply)).hasSize(3).startsWith("BLD-000007");
        List<Double> distances = reply.json()
                .path("candidate")
                .valueStream()
                .map(one -> one.path("distanceKm").asDouble())
                .toList();
        assertThat(distances).isSorted().startsWith(0.0).allMatch(km -> km <= 10);
        assertThat(ids(get(acme, LOCATIONS + "?latitude=0&longitude=0"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                      | address   | ask by address, or by latitude and longitude
                    ?address=x&latitude=1&longitude=1       | address   | not by both
                    ?address=                               | address   | must not be blank
                    ?address=a%0Ab                          | address   | control characters
                    ?address=a%00b                          | address   | control characters
                    ?address=x&radiusKm=3                   | radiusKm  | goes with latitude and longitude
                    ?address=x&limit=0                      | limit     | from 1 to 20
                    ?address=x&limit=21                     | limit     | from 1 to 20
                    ?address=x&limit=many                   | limit     | from 1 to 20
                    ?address=x&adress=y                     | adress    | is no parameter here
                    ?latitude=40                            | longitude | go together
                    ?longitude=40                           | latitude  | go together
                    ?latitude=85.01&longitude=0             | latitude  | from -85 to 85
                    ?latitude=0&longitude=-180.1            | longitude | from -180 to 180
                    ?latitude=NaN&longitude=0               | latitude  | must be a number
                    ?latitude=Infinity&longitude=0          | latitude  | must be a number
                    ?latitude=0x10&longitude=0              | latitude  | must be a number
                    ?latitude=1e1&longitude=0               | latitude  | must be a number
                    ?latitude=40,7&longitude=0              | latitude  | must be a number
                    ?latitude=0&longitude=0&radiusKm=0      | radiusKm  | at most 25
                    ?latitude=0&longitude=0&radiusKm=-1     | radiusKm  | at most 25
                    ?latitude=0&longitude=0&radiusKm=25.001 | radiusKm  | at most 25
                    ?latitude=0&longitude=0&radiusKm=wide   | radiusKm  | must be a number
                    """)
    void whatIsWrongWithAQuestionIsSaid(String query, String path, String message) {
        Reply reply = get(acme, LOCATIONS + query);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths()).containsExactly(path);
        assertThat(reply.messages()).contains(message);
    }

    @Test
    void anEndlessAddressIsRefused() {
        assertThat(byAddress("a".repeat(500)).status()).isEqualTo(200);
        Reply reply = byAddress("a".repeat(501));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.messages()).contains("must not be longer than 500 characters, and has 501");
    }

    @Test
    void withoutAKeyNothingIsAnswered() {
        assertThat(get("", LOCATIONS + "?address=x").status()).isEqualTo(401);
        assertThat(get("", LOCATIONS + "/BLD-000005").status()).isEqualTo(401);
    }

    @Test
    void whileTheListIsAwayThatIsSaid() {
        jdbi.useHandle(handle -> handle.execute("alter table location_live rename to away"));
        try {
            for (String question : List.of("/BLD-000005", "?address=65+Jones+Lane", "?latitude=33&longitude=-86")) {
                Reply reply = get(acme, LOCATIONS + question);
                assertThat(reply.status()).as(reply.text()).isEqualTo(503);
                assertThat(reply.json().path("code").asText()).isEqualTo("locationsAway");
                assertThat(reply.json().path("message").asText()).contains("can't be asked at present");
            }
        } finally {
            jdbi.useHandle(handle -> handle.execute("alter table away rename to location_live"));
        }
    }
}
