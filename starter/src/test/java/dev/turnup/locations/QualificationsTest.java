package dev.turnup.locations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TMF679. */
class QualificationsTest extends IntakeServer {
    private static final String QUALIFICATIONS =
            "/tmf-api/productOfferingQualification/v5/checkProductOfferingQualification";
    private static final String ITEM = "checkProductOfferingQualificationItem";
    private static final String FIBRE = "BLD-000007";

    private static String item(String id, String offering, Object speed, String place) {
        return """
                {"id": "%s", "action": "add", "productOffering": {"id": "%s"}, "product": {
                  "productCharacteristic": [{"name": "speedMbps", "value": %s}],
                  "place": [{"role": "installationPlace", "place": %s}]}}""".formatted(id, offering, speed, place);
    }

    private Reply check(String... items) {
        return post(acme, QUALIFICATIONS, "{\"%s\": [%s]}".formatted(ITEM, String.join(",", items)));
    }

    private JsonNode checked(String place, int speed) {
        Reply reply = check(item("1", "internet-on-demand", speed, place));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path(ITEM).path(0);
    }

    @Test
    void whatCanBeHadIsQualifiedAtOnceAndKept() {
        Reply reply = check(
                item("a", "internet-on-demand", 1_000, "{\"id\": \"BLD-000005\"}"),
                item("b", "port", 10_000, "{\"id\": \"EQIX-DC2\"}"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode answer = reply.json();
        assertThat(answer.path("@type").asText()).isEqualTo("CheckProductOfferingQualification");
        assertThat(answer.path("state").asText()).isEqualTo("done");
        assertThat(answer.path("qualificationResult").asText()).isEqualTo("qualified");
        JsonNode item = answer.path(ITEM).path(0);
        assertThat(item.path("id").asText()).isEqualTo("a");
        assertThat(item.path("qualificationItemResult").asText()).isEqualTo("qualified");
        assertThat(item.path("guaranteedUntilDate")).isEqualTo(answer.path("expirationDate"));
        assertThat(Duration.between(
                        Instant.parse(answer.path("creationDate").asText()),
                        Instant.parse(item.path("expectedActivationDate").asText())))
                .isEqualTo(Duration.ofDays(16));
        JsonNode product = item.path("product");
        assertThat(product.path("place")
                        .path(0)
                        .path("place")
                        .path("streetName")
                        .asText())
                .isEqualTo("65 Jones Lane");
        assertThat(product.path("productPrice")
                        .path(0)
                        .path("price")
                        .path("dutyFreeAmount")
                        .path("value")
                        .asText())
                .isEqualTo("1.25");
        assertThat(product.path("productCharacteristic").path(1).path("value").asText())
                .isEqualTo("fiber-build");
        assertThat(get(acme, answer.path("href").asText()).json()).isEqualTo(answer);
        assertThat(get(other, answer.path("href").asText()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"BLD-000007\"}",
                "{\"address\": \"1606 aaron st, montgomery al 36104\"}",
                "{\"@type\": \"GeographicAddress\", \"streetNr\": \"1606\", \"streetName\": \"Aaron\", "
                        + "\"streetType\": \"Street\", \"city\": \"Montgomery\", \"stateOrProvince\": \"AL\", "
                        + "\"postcode\": \"36104\"}",
                "{\"latitude\": 32.35793, \"longitude\": -86.31563}"
            })
    void aPlaceIsNamedByIdAddressOrCoordinates(String place) {
        JsonNode item = checked(place, 1_000);

        assertThat(item.path("product")
                        .path("place")
                        .path(0)
                        .path("place")
                        .path("id")
                        .asText())
                .as(item.toString())
                .isEqualTo(FIBRE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"id": "nowhere"}                              | placeUnknown    | no place has the id
                    {"address": "1 Nowhere Lane"}                  | placeUnknown    | no building of the list
                    {"address": "1227 Aaron Street, Birmingham"}   | placeNotCertain | BLD-000006 (1227 Aaron Street
                    {"latitude": 0, "longitude": 0}                | placeUnknown    | no serviceable building
                    """)
    void whatLeadsToNoPlaceIsUnqualifiedWithTheReason(String place, String code, String label) {
        JsonNode item = checked(place, 1_000);

        assertThat(item.path("qualificationItemResult").asText()).isEqualTo("unqualified");
        assertThat(item.path("eligibilityResultReason").path(0).path("code").asText())
                .isEqualTo(code);
        assertThat(item.path("eligibilityResultReason").path(0).path("label").asText())
                .contains(label);
    }

    @Test
    void whatCantBeHadHasAlternates() {
        JsonNode item = checked("{\"id\": \"" + FIBRE + "\"}", 10_000);

        assertThat(item.path("qualificationItemResult").asText()).isEqualTo("alternate");
        JsonNode proposals = item.path("alternateProductOfferingProposal");
        assertThat(proposals
                        .path(0)
                        .path("alternateProduct")
                        .path("productCharacteristic")
                        .path(0)
                        .path("value")
                        .asInt())
                .isEqualTo(5_000);
        assertThat(proposals
                        .path(1)
                        .path("alternateProduct")
                        .path("place")
                        .path(0)
                        .path("place")
                        .path("id")
                        .asText())
                .isNotEqualTo(FIBRE);
        assertThat(proposals.path(1).path("alternateActivationDate").asText()).isNotEmpty();
    }

    @Test
    void aPortAtABuildingIsProposedAtTheNearestDataCentre() {
        JsonNode item = check(item("1", "port", 10_000, "{\"id\": \"" + FIBRE + "\"}"))
                .json()
                .path(ITEM)
                .path(0);

        assertThat(item.path("eligibilityResultReason").path(0).path("code").asText())
                .isEqualTo("otherPlaceNeeded");
        assertThat(item.path("alternateProductOfferingProposal").size()).isEqualTo(1);
    }

    @Test
    void anItemOfAnAnswerIsOrderedOn() {
        String answer = check(
                        item("a", "internet-on-demand", 500, "{\"id\": \"BLD-000005\"}"),
                        item("b", "internet-on-demand", 1_000, "{\"id\": \"" + FIBRE + "\"}"))
                .json()
                .path("id")
                .asText();
        String order = """
                {"productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "internet-on-demand"},
                  "productOfferingQualificationItem": {%s "productOfferingQualificationId": "%s"},
                  "product": {"productCharacteristic": [{"name": "speedMbps", "value": 1000}],
                    "place": [{"role": "installationPlace", "place": {"id": "%s"}}]}}]}""";

        Reply placed = post(acme, ORDERS, order.formatted("\"itemId\": \"b\",", answer, FIBRE));
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        assertThat(post(acme, ORDERS, order.formatted("\"id\": \"b\",", answer, FIBRE))
                        .status())
                .as("as TMF622 v4 has it")
                .isEqualTo(201);
        assertThat(post(acme, ORDERS, order.formatted("", answer, FIBRE)).messages())
                .contains("itemId: is missing: the answer has 2 items");
    }

    @Test
    void everyProblemIsNamedAtOnceWithItsPath() {
        Reply reply = check(
                item("1", "lighthouse", 1_000, "{}"),
                item("1", "internet-on-demand", 777, "{\"latitude\": 91, \"longitude\": 181}"),
                item("3", "internet-on-demand", "\"fast\"", "{\"address\": \"a\\nb\"}"),
                item("4", "port", 10_000, "{\"latitude\": 40}"),
                "{}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths())
                .containsExactly(
                        ITEM + "[0].productOffering.id",
                        ITEM + "[0].product.place[0].place.id",
                        ITEM + "[1].id",
                        ITEM + "[1].product.productCharacteristic[0].value",
                        ITEM + "[1].product.place[0].place.latitude",
                        ITEM + "[1].product.place[0].place.longitude",
                        ITEM + "[2].product.productCharacteristic[0].value",
                        ITEM + "[2].product.place[0].place.address",
                        ITEM + "[3].product.place[0].place.longitude",
                        ITEM + "[4].id",
                        ITEM + "[4].productOffering",
                        ITEM + "[4].product");
        assertThat(count("location_answer")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"checkProductOfferingQualificationItem\": []}", "[]"})
    void thereIsAtLeastOneItem(String body) {
        assertThat(post(acme, QUALIFICATIONS, body).status()).isEqualTo(400);
    }

    @Test
    void oneKeyIsOneAnswer() {
        String body =
                "{\"%s\": [%s]}".formatted(ITEM, item("1", "internet-on-demand", 50, "{\"id\": \"" + FIBRE + "\"}"));
        JsonNode first =
                post(acme, QUALIFICATIONS, body, "Idempotency-Key", "q").json();

        assertThat(post(acme, QUALIFICATIONS, body, "Idempotency-Key", "q").json())
                .isEqualTo(first);
        assertThat(post(operator, QUALIFICATIONS, body).status()).isEqualTo(403);
    }
}
