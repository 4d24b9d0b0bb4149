package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.aws;
import static dev.turnup.ordering.Orders.of;
import static dev.turnup.ordering.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cancel would do, before it is asked for. */
class CancelPlanTest extends IntakeServer {
    private String order = "";

    @BeforeEach
    void placeAnOrder() {
        order = post(acme, ORDERS, of(port("1"), aws("2", "1")).toString())
                .json()
                .path("id")
                .asText();
    }

    private String path() {
        return "/api/v1/orders/" + order + "/cancel-plan";
    }

    private JsonNode plan() {
        Reply reply = get(acme, path());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private void step(String item, String step, String verb, String state) {
        jdbi.useHandle(handle -> handle.execute("""
                insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, undone_at)
                values (?, ?, ?, 1, 'x', ?, ?, '{}', case when ? = 'RELEASE' then current_timestamp end)""", order, item, step, verb, state, verb));
    }

    private static double charge(JsonNode json) {
        return json.path("charge").path("value").asDouble();
    }

    @Test
    void beforeItBeginsNothingIsTakenBackAndNothingPaid() {
        JsonNode plan = plan();

        assertThat(plan.path("isPossible").asBoolean()).isTrue();
        assertThat(plan.path("message").asText()).contains("Nothing has begun");
        assertThat(charge(plan)).isZero();
        assertThat(plan.path("items")).hasSize(2);
        assertThat(plan.path("items").path(0).path("undo")).isEmpty();
    }

    @Test
    void itTellsWhatIsTakenBackLastStepFirstAndWhatIsPaid() {
        step("1", "qualify", "APPLY", "done");
        step("1", "reserve-port", "APPLY", "done");
        step("2", "assign-vlan", "APPLY", "done");
        step("2", "set-up-route", "APPLY", "waiting");
        jdbi.useHandle(handle -> handle.execute("update product_order set state = 'pending', started_at = created_at"));

        JsonNode waiting = plan();
        assertThat(waiting.path("items").path(0).path("undo").findValuesAsText("step"))
                .containsExactly("reserve-port");
        assertThat(waiting.path("items").path(1).path("undo").findValuesAsText("step"))
                .containsExactly("set-up-route", "assign-vlan");
        assertThat(charge(waiting)).isZero();

        jdbi.useHandle(handle -> handle.execute("update step set state = 'done'"));
        JsonNode done = plan();
        assertThat(charge(done)).isPositive();
        assertThat(done.path("message").asText()).contains("the customer is charged");
        assertThat(charge(done.path("items").path(1))).isEqualTo(charge(done));
        assertThat(charge(done.path("items").path(0))).isZero();
    }

    @Test
    void itSaysThatAnOperatorSettlesWhatTheProviderCantChangeBack() {
        step("1", "reserve-port", "APPLY", "done");
        jdbi.useHandle(handle -> handle.execute("update product_order set state = 'pending', started_at = created_at"));
        assertThat(plan().path("message").asText()).doesNotContain("byOperator");

        jdbi.useHandle(handle -> handle.execute(
                "update product_order set plan = replace(plan, '\"oneWay\":false', '\"oneWay\":true') where id = ?",
                order));
        assertThat(plan().path("message").asText())
                .contains("nothing is charged; what is marked byOperator the provider can't change back by itself");
    }

    @Test
    void whatIsTakenBackAlreadyIsNotTakenBackAgain() {
        step("1", "reserve-port", "RELEASE", "done");

        assertThat(plan().path("items").path(0).path("undo")).isEmpty();
    }

    @Test
    void theCancelThatItNamesCanBeSent() {
        JsonNode cancel = plan().path("cancel");

        Reply reply =
                post(acme, cancel.path("href").asText(), cancel.path("body").toString());

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "state = 'completed', has ended",
        "committed_at = created_at, has become active",
        "state = 'pendingCancellation', cancelled already",
        "failure_code = 'NO_CAPACITY', has failed"
    })
    void whenItIsTooLateItTellsWhy(String change, String message) {
        jdbi.useHandle(handle -> handle.execute("update product_order set " + change));

        JsonNode plan = plan();

        assertThat(plan.path("isPossible").asBoolean()).isFalse();
        assertThat(plan.path("message").asText()).contains(message);
        assertThat(plan.has("charge")).isFalse();
        assertThat(plan.path("items")).isEmpty();
    }

    @Test
    void aForeignOrderIsNotThere() {
        assertThat(get(other, path()).status()).isEqualTo(404);
        assertThat(get(operator, path()).status()).isEqualTo(200);
        assertThat(get("", path()).status()).isEqualTo(401);
    }
}
