package dev.turnup.locations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.plan.Plan;
import dev.turnup.qualification.Qualification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are kept, and orders on them. */
class AnswersTest extends IntakeServer {
    private static final String LOCATIONS = "/api/v1/locations/";
    private static final String FIBRE = "BLD-000007"; // up to 5000 Mbit/s
    private static final String CREW = "BLD-000005"; // 16 days of field work
    private static final String PATH = "productOrderItem[0].productOfferingQualificationItem";

    private boolean away;

    @AfterEach
    void bringTheListBack() {
        if (away) {
            jdbi.useHandle(handle -> handle.execute("alter table away rename to location_live"));
        }
    }

    private void takeTheListAway() {
        jdbi.useHandle(handle -> handle.execute("alter table location_live rename to away"));
        away = true;
    }

    private JsonNode answer(String place, int speed) {
        Reply reply = post(acme, LOCATIONS + place + "/answers", "{\"speedMbps\": " + speed + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private Reply order(String key, String place, int speed, String answer) {
        String named = answer.isEmpty() ? "" : """
                "productOfferingQualificationItem": {"itemId": "1", "productOfferingQualificationId": "%s"},""".formatted(answer);
        return post(key, ORDERS, """
                {"productOrderItem": [{"id": "1", "action": "add", %s "productOffering": {"id": "internet-on-demand"},
                  "product": {"productCharacteristic": [{"name": "speedMbps", "value": %d}],
                    "place": [{"role": "installationPlace", "place": {"id": "%s"}}]}}]}""".formatted(named, speed, place));
    }

    private Qualification.Answered planned(JsonNode order) {
        Plan plan = jdbi.withHandle(handle -> Json.read(
                handle.createQuery("select plan from product_order where id = :id")
                        .bind("id", order.path("id").asText())
                        .mapTo(String.class)
                        .one(),
                Plan.class));
        return Json.read(plan.items().getFirst().steps().getFirst().desired(), Qualification.Desired.class)
                .answered();
    }

    private void change(String answer, String from, String to) {
        jdbi.useHandle(handle -> handle.execute(
                "update location_answer set content = replace(content, ?, ?) where id = ?", from, to, answer));
    }

    @Test
    void anAnswerIsKeptAndReadAgain() {
        Reply reply = post(acme, LOCATIONS + CREW + "/answers", "{\"speedMbps\": 1000}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode answer = reply.json();
        assertThat(answer.path("result").asText()).isEqualTo("qualified");
        assertThat(answer.path("technology").asText()).isEqualTo("fiber-build");
        assertThat(answer.path("leadTimeDays").asInt()).isEqualTo(16);
        assertThat(answer.path("perHour").path("value").asText()).isEqualTo("1.25");
        assertThat(answer.path("location").path("tier").size()).isEqualTo(8);
        assertThat(Duration.between(
                        Instant.parse(answer.path("creationDate").asText()),
                        Instant.parse(answer.path("validUntil").asText())))
                .isEqualTo(Duration.ofDays(30));
        assertThat(get(acme, reply.header("Location")).json()).isEqualTo(answer);
        assertThat(get(operator, reply.header("Location")).status()).isEqualTo(200);
        assertThat(get(other, reply.header("Location")).status()).isEqualTo(404);
    }

    @Test
    void whatCantBeHadIsAnsweredWithWhatComesNear() {
        JsonNode answer = answer(FIBRE, 10_000);

        assertThat(answer.path("result").asText()).isEqualTo("alternate");
        assertThat(answer.path("reason").path("code").asText()).isEqualTo("speedNotAvailable");
        JsonNode here = answer.path("alternate").path(0);
        assertThat(here.path("id").asText()).isEqualTo(FIBRE);
        assertThat(here.path("speedMbps").asInt()).isEqualTo(5_000);
        JsonNode near = answer.path("alternate").path(1);
        assertThat(near.path("speedMbps").asInt()).isEqualTo(10_000);
        assertThat(near.path("distanceKm").asDouble()).isBetween(0.001, 5.0);
    }

    @Test
    void whereNothingCanBeHadThatIsTheReason() {
        JsonNode answer = answer("BLD-000001", 50);

        assertThat(answer.path("reason").path("code").asText()).isEqualTo("notServiceable");
        assertThat(order(acme, "BLD-000001", 50, answer.path("id").asText()).paths())
                .containsExactly(PATH + ".itemId");
    }

    @Test
    void aDataCentreIsAskedForPorts() {
        JsonNode answer = answer("EQIX-DC2", 100_000);

        assertThat(answer.path("offering").asText()).isEqualTo("port");
        assertThat(answer.path("result").asText()).isEqualTo("qualified");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                          | speedMbps | is missing
                    {"speedMbps": 777}                          | speedMbps | must be one of 50, 100
                    {"speedMbps": "fast"}                       | speedMbps | whole number
                    {"speedMbps": 1.5}                          | speedMbps | whole number
                    {"speedMbps": 99999999999999999999}         | speedMbps | must be one of 50, 100
                    {"speedMbps": 50, "offering": "lighthouse"} | offering  | must be one of internet-on-demand, port
                    {"speedMbps": 50, "offering": 7}            | offering  | must be a string
                    []                                          | ''        | must be an object
                    """)
    void whatIsWrongWithAWishIsSaid(String body, String path, String message) {
        Reply reply = post(acme, LOCATIONS + FIBRE + "/answers", body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths()).containsExactly(path);
        assertThat(reply.messages()).contains(message);
        assertThat(count("location_answer")).isZero();
    }

    @Test
    void operatorsAskForNoAnswersAndUnknownPlacesHaveNone() {
        assertThat(post(operator, LOCATIONS + FIBRE + "/answers", "{\"speedMbps\": 50}")
                        .status())
                .isEqualTo(403);
        assertThat(post(acme, LOCATIONS + "nowhere/answers", "{\"speedMbps\": 50}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void oneKeyIsOneAnswer() {
        String wish = "{\"speedMbps\": 50}";
        Reply first = post(acme, LOCATIONS + FIBRE + "/answers", wish, "Idempotency-Key", "a");

        assertThat(post(acme, LOCATIONS + FIBRE + "/answers", wish, "Idempotency-Key", "a")
                        .json())
                .isEqualTo(first.json());
        assertThat(post(acme, LOCATIONS + CREW + "/answers", wish, "Idempotency-Key", "a")
                        .status())
                .isEqualTo(422);
        assertThat(count("location_answer")).isEqualTo(1);
    }

    @Test
    void anOrderOnAnAnswerIsHonouredAsItWasAnswered() {
        String answer = answer(CREW, 1_000).path("id").asText();
        change(answer, "\"leadTimeDays\":16", "\"leadTimeDays\":3"); // as if the list had changed since
        change(answer, "\"perHour\":1.2500", "\"perHour\":0.9900");

        Reply order = order(acme, CREW, 1_000, answer);

        assertThat(order.status()).as(order.text()).isEqualTo(201);
        JsonNode item = order.json().path("productOrderItem").path(0);
        assertThat(item.path("itemPrice")
                        .path(0)
                        .path("price")
                        .path("dutyFreeAmount")
                        .path("value")
                        .decimalValue())
                .isEqualByComparingTo("0.99");
        assertThat(item.path("productOfferingQualificationItem").path("@type").asText())
                .isEqualTo("ProductOfferingQualificationItemRef");
        assertThat(Instant.parse(order.json().path("expectedCompletionDate").asText()))
                .isBefore(Instant.now().plus(Duration.ofDays(4)));
        assertThat(planned(order.json()).leadTimeDays()).isEqualTo(3);
        assertThat(planned(order.json()).until())
                .isAfter(Instant.now().plus(Duration.ofDays(366))); // any start that can be wished
    }

    @Test
    void anOrderOnAnAnswerIsHonouredWhileTheListIsAwayAndOthersAreNot() {
        String answer = answer(FIBRE, 1_000).path("id").asText();
        takeTheListAway();

        Reply order = order(acme, FIBRE, 1_000, answer);
        assertThat(order.status()).as(order.text()).isEqualTo(201);
        Reply other = order(acme, FIBRE, 1_000, "");
        assertThat(other.status()).as(other.text()).isEqualTo(503);
        assertThat(other.json().path("message").asText()).contains("order on an answer");
        assertThat(post(acme, LOCATIONS + FIBRE + "/answers", "{\"speedMbps\": 50}")
                        .status())
                .isEqualTo(503);
        assertThat(post(acme, "/api/v1/plan", example("order")).status())
                .as("data centres are not in the list")
                .isEqualTo(200);
    }

    @Test
    void aLocationThatHasGoneIsStillSoldToWhomItWasTold() {
        String answer = answer(FIBRE, 1_000).path("id").asText();
        change(answer, FIBRE, "BLD-GONE");

        assertThat(order(acme, "BLD-GONE", 1_000, answer).status()).isEqualTo(201);
        assertThat(order(acme, "BLD-GONE", 1_000, "").messages()).contains("no place has the id 'BLD-GONE'");
    }

    @Test
    void anAnswerThatHasExpiredIsAskedForAnew() {
        String answer = answer(FIBRE, 1_000).path("id").asText();
        jdbi.useHandle(handle -> handle.execute(
                "update location_answer set valid_until = timestamp with time zone '2026-01-02 03:04:05+00'"));

        Reply order = order(acme, FIBRE, 1_000, answer);

        assertThat(order.status()).as(order.text()).isEqualTo(400);
        assertThat(order.paths()).containsExactly(PATH + ".productOfferingQualificationId");
        assertThat(order.messages()).contains("held until 2026-01-02T03:04:05Z: ask anew");
    }

    @Test
    void anAnswerIsOnlyItsCustomersAndOnlyAboutWhatWasAsked() {
        String answer = answer(FIBRE, 1_000).path("id").asText();

        refused(order(other, FIBRE, 1_000, answer), PATH + ".productOfferingQualificationId", "you have no answer");
        refused(order(acme, FIBRE, 1_000, "none"), PATH + ".productOfferingQualificationId", "no answer 'none'");
        refused(
                order(acme, CREW, 1_000, answer),
                "productOrderItem[0].product.place[0].place.id",
                "is about 'BLD-000007', not about 'BLD-000005'");
        refused(
                order(acme, FIBRE, 10_000, answer),
                "productOrderItem[0].product.productCharacteristic[0].value",
                "has at most 5000 Mbit/s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                      | .productOfferingQualificationId | is missing
                    {"productOfferingQualificationId": 7}                   | .productOfferingQualificationId | must be a string
                    {"productOfferingQualificationId": "%s", "itemId": "9"} | .itemId                         | no such item
                    "answer"                                                | ''                              | must be an object
                    """)
    void whatIsWrongWithTheNameOfAnAnswerIsSaid(String ref, String path, String message) {
        String named = ref.formatted(answer(FIBRE, 1_000).path("id").asText());
        Reply order = post(acme, ORDERS, """
                {"productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "internet-on-demand"},
                  "productOfferingQualificationItem": %s,
                  "product": {"productCharacteristic": [{"name": "speedMbps", "value": 50}],
                    "place": [{"role": "installationPlace", "place": {"id": "%s"}}]}}]}""".formatted(named, FIBRE));

        refused(order, PATH + path, message);
    }

    @Test
    void whatHasNoPlaceHasNoAnswer() {
        String answer = answer(FIBRE, 1_000).path("id").asText();
        JsonNode order = Json.read(example("circuit"), JsonNode.class);
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        order.path("productOrderItem").path(2))
                .set("productOfferingQualificationItem", Json.tree(Map.of("productOfferingQualificationId", answer)));

        refused(
                post(acme, ORDERS, order.toString()),
                "productOrderItem[2].productOfferingQualificationItem",
                "has no place of its own");
    }

    private static void refused(Reply reply, String path, String message) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths()).containsExactly(path);
        assertThat(reply.messages()).contains(message);
    }

    @Test
    void thePlanOfAnOrderOnAnAnswerIsTheSameAnInstantLater() {
        String body = """
                {"productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "internet-on-demand"},
                  "product": {"productCharacteristic": [{"name": "speedMbps", "value": 50}],
                    "place": [{"role": "installationPlace", "place": {"id": "%s"}}]}}]}""".formatted(CREW);
        JsonNode first = post(acme, "/api/v1/plan", body).json();

        assertThat(post(acme, "/api/v1/plan", body).json().path("planHash")).isEqualTo(first.path("planHash"));
        assertThat(first.toString()).contains("build the line in 16 days");
    }
}
