package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.circuit;
import static dev.turnup.ordering.Orders.gateway;
import static dev.turnup.ordering.Orders.of;
import static dev.turnup.ordering.Orders.onProduct;
import static dev.turnup.ordering.Orders.port;
import static dev.turnup.ordering.Orders.related;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.order.OrderStart;
import dev.turnup.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderingTest extends IntakeServer {
    private static final String SERVICE_KEY = "9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b";

    private JsonNode ordered(ObjectNode order) {
        Reply reply = post(acme, ORDERS, order.toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private Plan plan(JsonNode order) {
        return jdbi.withHandle(handle -> Json.read(
                handle.createQuery("select plan from product_order where id = :id")
                        .bind("id", order.path("id").asText())
                        .mapTo(String.class)
                        .one(),
                Plan.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "circuit", "internet"})
    void anOrderIsAcknowledgedStoredAndFoundAgain(String example) {
        Reply placed = post(acme, ORDERS, example(example));

        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        assertThat(placed.header("Location"))
                .isEqualTo(placed.json().path("href").asText());
        assertThat(placed.json().path("state").asText()).isEqualTo("acknowledged");
        assertThat(placed.json().path("productOrderItem").path(0).path("state").asText())
                .isEqualTo("acknowledged");
        assertThat(get(acme, placed.header("Location")).json()).isEqualTo(placed.json());
    }

    @Test
    void anOrderWaitsInTheOutboxForItsWorkflow() {
        JsonNode order = ordered(of(port("1")));

        String start = jdbi.withHandle(handle -> handle.createQuery("select content from outbox where kind = 'start'")
                .mapTo(String.class)
                .one());
        assertThat(Json.read(start, OrderStart.class))
                .isEqualTo(new OrderStart(order.path("id").asText(), "acme"));
    }

    @Test
    void anOrderWithALaterStartIsAcknowledgedAndWaitsForIt() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(21));

        JsonNode order = ordered(of(port("1")).put("requestedStartDate", start.toString()));

        assertThat(order.path("state").asText()).isEqualTo("acknowledged");
        assertThat(Instant.parse(order.path("expectedCompletionDate").asText())).isAfter(start);
        Instant due = jdbi.withHandle(handle -> handle.createQuery("select due_at from outbox where kind = 'start'")
                .mapTo(Instant.class)
                .one());
        assertThat(due).isEqualTo(start);
    }

    @Test
    void theRequestIsEchoedAsItCame() {
        ObjectNode request = (ObjectNode) Json.read(example("circuit"), JsonNode.class);
        request.put("x-of-theirs", "kept");
        request.putArray("note").addObject().put("text", "Mind the dog").put("x", 1.10);

        JsonNode answer = ordered(request);

        request.properties().stream()
                .filter(property -> !property.getKey().equals("productOrderItem")
                        && !property.getKey().equals("note"))
                .forEach(property -> assertThat(answer.get(property.getKey())).isEqualTo(property.getValue()));
        assertThat(answer.path("note").path(0).path("text").asText()).isEqualTo("Mind the dog");
        assertThat(answer.path("productOrderItem").path(2).path("product").path("productCharacteristic"))
                .isEqualTo(
                        request.path("productOrderItem").path(2).path("product").path("productCharacteristic"));
    }

    @Test
    void whatOnlyWeMaySayIsNotBelieved() {
        ObjectNode request = of(port("1"));
        request.put("state", "completed").put("id", "mine").put("completionDate", "2020-01-01T00:00:00Z");

        JsonNode answer = ordered(request);

        assertThat(answer.path("state").asText()).isEqualTo("acknowledged");
        assertThat(answer.path("id").asText()).isNotEqualTo("mine");
        assertThat(answer.has("completionDate")).isFalse();
    }

    @Test
    void typesThatWereLeftOutAreInTheAnswer() {
        JsonNode item = ordered(of(port("1"), related(port("2"), "requires", "1")))
                .path("productOrderItem")
                .path(1);

        assertThat(item.path("@type").asText()).isEqualTo("ProductOrderItem");
        assertThat(item.path("productOffering").path("@type").asText()).isEqualTo("ProductOfferingRef");
        assertThat(item.path("product")
                        .path("productCharacteristic")
                        .path(0)
                        .path("@type")
                        .asText())
                .isEqualTo("IntegerCharacteristic");
        assertThat(item.path("product")
                        .path("place")
                        .path(0)
                        .path("place")
                        .path("@type")
                        .asText())
                .isEqualTo("PlaceRef");
        assertThat(item.path("productOrderItemRelationship")
                        .path(0)
                        .path("@type")
                        .asText())
                .isEqualTo("OrderItemRelationship");
    }

    @Test
    void anOrderTellsItsHourlyPrice() {
        JsonNode order = ordered(of(port("1"), gateway("2")));

        JsonNode amount = order.path("orderTotalPrice").path(0).path("price").path("dutyFreeAmount");
        assertThat(amount.path("unit").asText()).isEqualTo("USD");
        assertThat(amount.path("value").decimalValue()).isEqualByComparingTo("1.14");
    }

    @Test
    void itemsThatOnlyComeFirstAreNotBuiltUpon() {
        JsonNode order = ordered(of(port("1"), related(gateway("2"), "dependsOn", "1")));

        assertThat(plan(order).item("2").dependsOn()).containsExactly("1");
        assertThat(plan(order).item("2").steps().getFirst().inputs()).isEmpty();
    }

    @Test
    void theEndsOfACircuitAreTakenInTheirOrderOrByTheirRole() {
        ObjectNode byRole = circuit("3", "2", "1");
        ((ObjectNode) byRole.path("productOrderItemRelationship").path(0)).put("role", "zEnd");
        ((ObjectNode) byRole.path("productOrderItemRelationship").path(1)).put("role", "aEnd");

        JsonNode order = ordered(of(port("1"), port("2"), byRole, circuit("4", "2", "1")));

        assertThat(plan(order).item("3").steps().getFirst().inputs()).containsEntry("port", "1/reserve-port");
        assertThat(plan(order).item("4").steps().getFirst().inputs()).containsEntry("port", "2/reserve-port");
    }

    @Test
    void anActiveProductCanBeReliedOn() {
        String product = ordered(of(port("1")))
                .path("productOrderItem")
                .path(0)
                .path("product")
                .path("id")
                .asText();
        jdbi.useHandle(handle -> handle.execute(
                "update product set state = 'active', receipts = '{\"reserve-port\":{\"portId\":\"p\"}}'"));

        JsonNode order = ordered(of(onProduct(gateway("1"), product)));

        assertThat(plan(order)
                        .item("1")
                        .steps()
                        .getFirst()
                        .given()
                        .get("port1")
                        .path("portId")
                        .asText())
                .isEqualTo("p");
    }

    @Test
    void aHundredItemsAreTaken() {
        ObjectNode[] items =
                IntStream.rangeClosed(1, 100).mapToObj(n -> port("" + n)).toArray(ObjectNode[]::new);

        assertThat(ordered(of(items)).path("productOrderItem")).hasSize(100);
    }

    @Test
    void secretsAreKeptApartAndOnlyReferredTo() {
        Reply placed = post(acme, ORDERS, example("order"), "Idempotency-Key", "secret");

        assertThat(placed.text()).doesNotContain(SERVICE_KEY).contains("secret:");
        assertThat(get(acme, placed.header("Location")).text()).doesNotContain(SERVICE_KEY);
        assertThat(get(acme, PRODUCTS).text()).doesNotContain(SERVICE_KEY).contains("secret:");
        for (String column : List.of(
                "body from product_order",
                "plan from product_order",
                "content from outbox",
                "content from order_event",
                "body from product",
                "answer from idempotency")) {
            List<String> all = jdbi.withHandle(handle ->
                    handle.createQuery("select " + column).mapTo(String.class).list());
            assertThat(all).as(column).isNotEmpty().noneMatch(text -> text.contains(SERVICE_KEY));
        }
        List<String> secrets = jdbi.withHandle(handle -> handle.createQuery("select content from secret")
                .mapTo(String.class)
                .list());
        assertThat(secrets).containsExactly(SERVICE_KEY);
    }

    @Test
    void listsArePagedAndCounted() {
        IntStream.range(0, 5).forEach(n -> ordered(of(port("1"))));

        Reply page = get(acme, ORDERS + "?offset=3&limit=3&fields=state");

        assertThat(page.json()).hasSize(2);
        assertThat(page.header("X-Total-Count")).isEqualTo("5");
        assertThat(page.header("X-Result-Count")).isEqualTo("2");
        assertThat(page.json().path(0).properties().stream().map(property -> property.getKey()))
                .containsExactlyInAnyOrder("id", "href", "@type", "state");
        assertThat(get(acme, PRODUCTS + "?limit=2").json()).hasSize(2);
        assertThat(get(acme, ORDERS + "?offset=99").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1001", "limit=0", "limit=x", "offset=-1", "colour=red", "state=held&sort=colour"})
    void aQueryThatCanNotBeFollowedIsRefused(String query) {
        Reply reply = get(acme, ORDERS + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.paths()).hasSize(1);
    }

    @Test
    void listsAreFiltered() {
        String id = ordered((ObjectNode) Json.read(example("internet"), JsonNode.class))
                .path("id")
                .asText();
        ordered(of(port("1")));

        assertThat(get(acme, ORDERS + "?externalId=PO-2026-0002").json()).hasSize(1);
        assertThat(get(acme, ORDERS + "?id=" + id).json()).hasSize(1);
        assertThat(get(acme, ORDERS + "?state=acknowledged").json()).hasSize(2);
        assertThat(get(acme, ORDERS + "?state=held").json()).isEmpty();
        assertThat(get(acme, PRODUCTS + "?productOffering.id=port").json()).hasSize(1);
        assertThat(get(acme, PRODUCTS + "?status=active").json()).isEmpty();
    }

    @Test
    void onlyARejectedOrderCanBeDeleted() {
        String path = ordered(of(port("1"))).path("href").asText();

        assertThat(delete(acme, path).status()).isEqualTo(409);
        jdbi.useHandle(handle -> handle.execute("update product_order set state = 'rejected'"));
        assertThat(delete(acme, path).status()).isEqualTo(204);
        assertThat(get(acme, path).status()).isEqualTo(404);
        assertThat(get(acme, ORDERS).json()).isEmpty();
    }

    @Test
    void aFailedOrderTellsWhyAndWhatIsLeft() {
        String path = ordered(of(port("1"))).path("href").asText();
        jdbi.useHandle(handle -> handle.execute("""
                update product_order set state = 'failed', ended_at = created_at, failure_step = '1/reserve-port',
                    failure_code = 'NO_CAPACITY', failure_message = 'no port is free', compensation =
                    '{"lines":[{"key":{"orderId":"o","itemId":"1","step":"reserve-port","generation":1},
                      "system":"port.inventory","gone":true,"remark":""}]}'"""));

        JsonNode order = get(acme, path).json();

        assertThat(order.path("productOrderErrorMessage").path(0).path("code").asText())
                .isEqualTo("NO_CAPACITY");
        assertThat(order.path("compensation").path("verdict").asText()).isEqualTo("VERIFIED");
        assertThat(order.has("completionDate")).isFalse();
        assertThat(order.has("expectedCompletionDate")).isFalse();
    }
}
