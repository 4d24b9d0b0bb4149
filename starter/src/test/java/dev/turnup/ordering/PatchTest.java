package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.of;
import static dev.turnup.ordering.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be changed of an order that was placed. */
class PatchTest extends IntakeServer {
    private static final String MERGE = "application/merge-patch+json";
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(21));

    private JsonNode placed(ObjectNode order) {
        Reply reply = post(acme, ORDERS, order.toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private String waiting() {
        return placed(of(port("1")).put("requestedStartDate", start.toString()))
                .path("href")
                .asText();
    }

    private String begun() {
        String path = placed(of(port("1"))).path("href").asText();
        jdbi.useHandle(handle -> {
            handle.execute("update product_order set state = 'inProgress'");
            handle.execute("delete from outbox");
        });
        return path;
    }

    private Reply patch(String path, String body) {
        return patch(acme, path, body, MERGE);
    }

    private Instant due() {
        return jdbi.withHandle(handle -> handle.select("select due_at from outbox where kind = 'start'")
                .mapTo(Instant.class)
                .one());
    }

    private List<String> patched() {
        return jdbi.withHandle(
                handle -> handle.select("select content from order_event where type = 'patched' order by seq")
                        .mapTo(String.class)
                        .list());
    }

    @ParameterizedTest
    @ValueSource(strings = {MERGE, "application/json", "application/merge-patch+json;charset=utf-8"})
    void whatAnOrderSaysOfItselfIsChanged(String type) {
        String path = begun();

        Reply reply = patch(acme, path, """
                {"description":"new","category":"c","priority":"1","note":[{"text":"Mind the dog"}],
                 "externalId":[{"id":"PO-9"}],"relatedParty":[{"role":"contact","name":"Ada"}],
                 "requestedCompletionDate":"%s"}""".formatted(start), type);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(get(acme, path).json());
        assertThat(reply.json().path("description").asText()).isEqualTo("new");
        assertThat(reply.json().path("note").path(0).path("text").asText()).isEqualTo("Mind the dog");
        assertThat(get(acme, ORDERS + "?externalId=PO-9").json()).hasSize(1);
        assertThat(Json.read(patched().getFirst(), JsonNode.class).path("fields"))
                .hasSize(7);
        assertThat(patched().getFirst()).contains("relatedParty").doesNotContain("Ada");
    }

    @Test
    void nullTakesAPropertyAwayAndTheOthersStay() {
        ObjectNode order = of(port("1")).put("description", "old").put("category", "c");
        order.putArray("externalId").addObject().put("id", "PO-1");
        String path = placed(order).path("href").asText();

        Reply reply = patch(path, "{\"description\":null,\"externalId\":null,\"note\":null}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().has("description")).isFalse();
        assertThat(reply.json().path("category").asText()).isEqualTo("c");
        assertThat(get(acme, ORDERS + "?externalId=PO-1").json()).isEmpty();
        assertThat(Json.read(patched().getFirst(), JsonNode.class).path("fields"))
                .hasSize(2);
    }

    @Test
    void whatIsSoAlreadyChangesNothing() {
        String path = begun();
        ObjectNode whole = (ObjectNode) get(acme, path).json();

        assertThat(patch(path, "{}").status()).isEqualTo(200);
        assertThat(patch(path, whole.toString()).status()).isEqualTo(200);
        assertThat(patched()).isEmpty();
        String note = "{\"note\":[{\"text\":\"twice\"}]}";
        assertThat(patch(path, note).status()).isEqualTo(200);
        assertThat(patch(path, note).status()).isEqualTo(200);
        assertThat(patched()).hasSize(1);
    }

    @Test
    void aStartThatIsYetToComeIsMovedAndTheExpectedDateWithIt() {
        String path = waiting();
        Instant expected = Instant.parse(
                get(acme, path).json().path("expectedCompletionDate").asText());
        Instant later = start.plus(Duration.ofDays(7));

        Reply reply = patch(path, "{\"requestedStartDate\":\"" + later + "\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(due()).isEqualTo(later);
        assertThat(reply.json().path("requestedStartDate").asText()).isEqualTo(later.toString());
        assertThat(Instant.parse(reply.json().path("expectedCompletionDate").asText()))
                .isEqualTo(expected.plus(Duration.ofDays(7)));
    }

    @Test
    void anOrderWithoutItsStartDateBeginsAtOnce() {
        String path = waiting();

        Reply reply = patch(path, "{\"requestedStartDate\":null}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(due()).isBeforeOrEqualTo(Instant.now());
        assertThat(reply.json().has("requestedStartDate")).isFalse();
    }

    @Test
    void aDeletedProductIsBilledToItsNewDate() {
        String product = placed(of(port("1")))
                .path("productOrderItem")
                .path(0)
                .path("product")
                .path("id")
                .asText();
        jdbi.useHandle(handle -> handle.execute("update product set state = 'active'"));
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", "1").put("action", "delete").putObject("product").put("id", product);
        JsonNode order = placed(of(item).put("requestedStartDate", start.toString()));
        Instant later = start.plus(Duration.ofDays(7));

        Reply reply = patch(order.path("href").asText(), "{\"requestedStartDate\":\"" + later + "\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        String plan = jdbi.withHandle(handle -> handle.select(
                        "select plan from product_order where id = ?",
                        order.path("id").asText())
                .mapTo(String.class)
                .one());
        assertThat(plan).contains("\"notAfter\":\"" + later + "\"").doesNotContain(start.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "requestedStartDate, -1, in the past",
        "requestedStartDate, 400, within a year",
        "requestedCompletionDate, -1, in the past",
        "requestedCompletionDate, 1, before requestedStartDate"
    })
    void datesKeepTheRulesOfIntake(String name, int days, String message) {
        String path = waiting();

        Reply reply = patch(path, "{\"" + name + "\":\"" + Instant.now().plus(Duration.ofDays(days)) + "\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.messages()).contains(message);
        assertThat(due()).isEqualTo(start);
        assertThat(patched()).isEmpty();
    }

    @Test
    void aStartIsNotMovedOnceItIsTakenUp() {
        String path = waiting();
        String body = "{\"requestedStartDate\":\"" + start.plus(Duration.ofDays(1)) + "\"}";
        jdbi.useHandle(handle -> handle.execute("update outbox set attempts = 1"));

        Reply reply = patch(path, body);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.messages()).contains("the order has begun");
        assertThat(due()).isEqualTo(start);
        assertThat(patch(begun(), body).status()).isEqualTo(409);
    }

    @Test
    void anythingElseIsRefusedWithThePlanOfACancel() {
        String path = begun();

        Reply reply = patch(path, "{\"productOrderItem\":[],\"state\":\"cancelled\",\"description\":\"new\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.paths()).containsExactlyInAnyOrder("productOrderItem", "state");
        assertThat(reply.messages()).contains("cancel the order, and order again");
        JsonNode plan = reply.json().path("cancelPlan");
        assertThat(plan.path("isPossible").asBoolean()).isTrue();
        assertThat(get(acme, plan.path("href").asText()).json()).isEqualTo(plan);
        assertThat(get(acme, path).json().has("description")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"description\":7} | description",
                "{\"note\":{\"text\":\"x\"}} | note",
                "{\"note\":[{}]} | note[0].text",
                "{\"externalId\":[{\"id\":7}]} | externalId[0].id",
                "{\"relatedParty\":[{\"name\":\"x\"}]} | relatedParty[0].role",
                "{\"requestedStartDate\":\"tomorrow\"} | requestedStartDate",
                "{\"requestedCompletionDate\":7} | requestedCompletionDate",
                "{\"colour\":\"red\"} | colour",
            })
    void whatIsWrongIsToldWithItsPath(String body, String wrong) {
        Reply reply = patch(begun(), body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths()).containsExactly(wrong);
    }

    @Test
    void whatIsNoPatchIsRefused() {
        String path = begun();

        assertThat(patch(path, "[]").status()).isEqualTo(400);
        assertThat(patch(path, "{").status()).isEqualTo(400);
        assertThat(patch(acme, path, "[]", "application/json-patch+json").status())
                .isEqualTo(415);
        assertThat(patch("", path, "{}", MERGE).status()).isEqualTo(401);
    }

    @Test
    void anOrderThatHasEndedIsHistory() {
        String path = begun();
        jdbi.useHandle(handle -> handle.execute("update product_order set state = 'completed'"));

        Reply reply = patch(path, "{\"description\":\"new\"}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("message").asText()).contains("it is completed");
    }

    @Test
    void aForeignOrderIsNotThereAndAnOperatorChangesAnybodys() {
        String path = begun();

        assertThat(patch(other, path, "{\"description\":\"new\"}", MERGE).status())
                .isEqualTo(404);
        assertThat(patch(operator, path, "{\"description\":\"new\"}", MERGE).status())
                .isEqualTo(200);
        assertThat(patched().getFirst()).contains("operator olga");
    }
}
