package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.aws;
import static dev.turnup.ordering.Orders.gateway;
import static dev.turnup.ordering.Orders.internet;
import static dev.turnup.ordering.Orders.of;
import static dev.turnup.ordering.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an order would do, before it is placed. */
class PlanTest extends IntakeServer {
    private static final String PLAN = "/api/v1/plan";
    private static final String SERVICE_KEY = "9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b";

    private JsonNode planned(String order) {
        Reply reply = post(acme, PLAN, order);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private String hash(String order) {
        String hash = planned(order).path("planHash").asText();
        assertThat(hash).matches("[0-9a-f]{64}");
        return hash;
    }

    private static ObjectNode parsed(String order) {
        return (ObjectNode) Json.read(order, JsonNode.class);
    }

    @Test
    void aPlanTellsStepsPricesDatesAndPointsOfNoReturn() {
        JsonNode plan = planned(of(port("1"), aws("2", "1")).toString());

        assertThat(plan.path("@type").asText()).isEqualTo("Plan");
        assertThat(plan.path("refused")).isEmpty();
        JsonNode connection = plan.path("items").path(1);
        assertThat(connection.path("dependsOn").path(0).asText()).isEqualTo("1");
        assertThat(connection.path("steps").findValuesAsText("name"))
                .contains("qualify", "assign-vlan", "set-up-route", "start-billing");
        assertThat(connection.path("steps").findValuesAsText("phase")).contains("beforeCommit", "afterCommit");
        assertThat(connection.path("steps").findValue("waitsFor").path("party").asText())
                .isEqualTo("CUSTOMER");
        assertThat(plan.path("orderTotalPrice").findValuesAsText("priceType")).containsExactly("recurring", "oneTime");
        JsonNode points = plan.path("pointsOfNoReturn");
        assertThat(points.findValuesAsText("kind")).containsExactly("soft", "hard");
        assertThat(points.path(0).path("step").asText()).isEqualTo("set-up-route");
        assertThat(points.path(0).path("charge").path("unit").asText()).isEqualTo("USD");
    }

    @Test
    void aLineThatHasToBeBuiltTellsOfTheCrewAndOfTheDate() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(2));
        String building = jdbi.withHandle(
                handle -> handle.select("select id from location_1 where access like 'fiber-build:%' limit 1")
                        .mapTo(String.class)
                        .one());

        JsonNode plan = planned(of(internet("1", building, 1_000))
                .put("requestedStartDate", start.toString())
                .toString());

        assertThat(Instant.parse(plan.path("expectedStartDate").asText())).isEqualTo(start);
        assertThat(Instant.parse(plan.path("expectedCompletionDate").asText()))
                .isAfterOrEqualTo(start.plus(Duration.ofDays(1)));
        JsonNode wait = plan.path("items").findValue("waitsFor");
        assertThat(wait.path("party").asText()).isEqualTo("FIELD_CREW");
        assertThat(wait.path("days").asInt()).isPositive();
    }

    @Test
    void nothingIsStoredAndNoSecretIsTold() {
        Reply reply = post(acme, PLAN, example("order"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).doesNotContain(SERVICE_KEY).doesNotContain("secret:");
        for (String table : List.of("product_order", "product", "secret", "outbox", "idempotency")) {
            assertThat(count(table)).as(table).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "circuit", "internet"})
    void theSameOrderHasTheSameHashAndIsPlacedWithIt(String example) {
        String hash = hash(example(example));

        assertThat(hash(example(example))).isEqualTo(hash);
        Reply placed = post(
                acme, ORDERS, parsed(example(example)).put("planHash", hash).toString());
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        assertThat(hash(example(example))).isEqualTo(hash);
    }

    @Test
    void anotherSecretOrTenantOrSpeedIsAnotherPlan() {
        String hash = hash(example("order"));

        assertThat(hash(example("order").replace(SERVICE_KEY, "0f8e7d6c-5b4a-4938-8271-605f4e3d2c1b")))
                .isNotEqualTo(hash);
        assertThat(post(other, PLAN, example("order")).json().path("planHash").asText())
                .isNotEqualTo(hash);
        assertThat(hash(of(port("1")).toString()))
                .isNotEqualTo(hash(of(gateway("1")).toString()));
    }

    @Test
    void aHashOfAnotherPlanIsRefusedAndNothingIsStored() {
        String hash = hash(of(gateway("1")).toString());

        Reply reply = post(acme, ORDERS, of(port("1")).put("planHash", hash).toString());

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("code").asText()).isEqualTo("planChanged");
        assertThat(reply.json().path("message").asText()).contains("plan it again");
        assertThat(count("product_order")).isZero();
    }

    @Test
    void aPlanThatChangedSinceIsRefusedThoughItsOrderIsTheSame() {
        String base = post(acme, ORDERS, of(port("1")).toString())
                .json()
                .path("productOrderItem")
                .path(0)
                .path("product")
                .path("id")
                .asText();
        jdbi.useHandle(handle -> handle.execute(
                "update product set state = 'active', receipts = '{\"reserve-port\":{\"portId\":\"p\"}}'"));
        ObjectNode order = of(Orders.onProduct(gateway("1"), base));
        String hash = hash(order.toString());
        jdbi.useHandle(
                handle -> handle.execute("update product set receipts = '{\"reserve-port\":{\"portId\":\"q\"}}'"));

        Reply reply = post(acme, ORDERS, order.put("planHash", hash).toString());

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("code").asText()).isEqualTo("planChanged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"\"", "\"abc\"", "[]"})
    void aHashThatIsNoneIsRefused(String hash) {
        ObjectNode order = of(port("1"));
        order.set("planHash", Json.read(hash, JsonNode.class));

        Reply reply = post(acme, ORDERS, order.toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.paths()).containsExactly("planHash");
    }

    @Test
    void theSameRequestWithItsHashGetsTheFirstAnswerThoughThePlanChanged() {
        String product = post(acme, ORDERS, of(port("1")).toString())
                .json()
                .path("productOrderItem")
                .path(0)
                .path("product")
                .path("id")
                .asText();
        jdbi.useHandle(handle -> handle.execute("update product set state = 'active'"));
        ObjectNode order = of(Orders.onProduct(gateway("1"), product));
        order.put("planHash", hash(order.toString()));
        Reply first = post(acme, ORDERS, order.toString(), "Idempotency-Key", "k");
        jdbi.useHandle(handle -> handle.execute("update product set state = 'terminated' where id = ?", product));

        Reply second = post(acme, ORDERS, order.toString(), "Idempotency-Key", "k");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(post(acme, ORDERS, order.toString()).status()).isEqualTo(400);
    }

    @Test
    void allThatStandsInTheWayIsToldAndNoStep() {
        ObjectNode order = of(Orders.change(port("1"), "speedMbps", 7), Orders.circuit("2", "1", "9"));

        JsonNode plan = planned(order.put("category", 7).toString());

        assertThat(plan.path("items")).isEmpty();
        assertThat(plan.has("planHash")).isFalse();
        assertThat(plan.path("refused").findValuesAsText("path"))
                .containsExactlyInAnyOrderElementsOf(
                        post(acme, ORDERS, order.toString()).paths())
                .hasSizeGreaterThan(2);
        assertThat(plan.path("refused").findValuesAsText("message")).noneMatch(String::isEmpty);
    }

    @Test
    void whatIsNoOrderAtAllIsRefusedAsItIsAtIntake() {
        assertThat(planned("[]").path("refused").findValuesAsText("message")).contains("must be an object");
        assertThat(post(acme, PLAN, "{").status()).isEqualTo(400);
        assertThat(post("", PLAN, "{}").status()).isEqualTo(401);
        assertThat(post(operator, PLAN, "{}").status()).isEqualTo(403);
        assertThat(get(acme, PLAN).status()).isEqualTo(405);
    }
}
