package dev.turnup.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.order.Decision;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalloutTest extends IntakeServer {
    private static final String FALLOUT = "/api/v1/fallout";

    private String order = "";

    @BeforeEach
    void placeAnOrder() {
        order = post(acme, ORDERS, example("internet")).json().path("id").asText();
        jdbi.useHandle(handle -> handle.execute("delete from outbox"));
    }

    private void open(String id, String item, String step, String verb, String code) {
        jdbi.useHandle(handle -> handle.execute("""
                insert into fallout (id, order_id, tenant, item_id, step, generation, verb, code, message, opened_at, open_key)
                values (?, ?, 'acme', ?, ?, 1, ?, ?, 'it is not clear', current_timestamp, ?)""", id, order, item, step, verb, code, order + item + step));
    }

    private Reply decide(String id, String action, String input) {
        String json = "{\"action\":\"" + action + "\",\"reason\":\"because\""
                + (input.isEmpty() ? "" : ",\"input\":" + input) + "}";
        return post(operator, FALLOUT + "/" + id + "/decision", json);
    }

    private List<String> outbox() {
        return jdbi.withHandle(handle -> handle.createQuery("select kind from outbox")
                .mapTo(String.class)
                .list());
    }

    @Test
    void theInboxShowsWhatIsOpen() {
        open("f1", "1", "build-access", "APPLY", "NO_WORKER");
        open("f2", "1", "assign-ip", "APPLY", "UNKNOWN");
        jdbi.useHandle(handle -> handle.execute("update fallout set closed_at = opened_at where id = 'f2'"));

        assertThat(get(operator, FALLOUT).json().path(0).path("id").asText()).isEqualTo("f1");
        assertThat(get(operator, FALLOUT).json()).hasSize(1);
        assertThat(get(operator, FALLOUT + "?status=closed").json()).hasSize(1);
        assertThat(get(operator, FALLOUT + "?status=all").json()).hasSize(2);
        assertThat(get(operator, FALLOUT + "?tenant=other").json()).isEmpty();
        assertThat(get(operator, FALLOUT + "?code=NO_WORKER&orderId=" + order).json())
                .hasSize(1);
        assertThat(get(operator, FALLOUT + "?status=ajar").paths()).containsExactly("status");
        assertThat(get(operator, FALLOUT + "/f1").json().path("code").asText()).isEqualTo("NO_WORKER");
    }

    @Test
    void aDecisionWaitsForItsOrder() {
        open("f1", "1", "build-access", "APPLY", "NO_WORKER");

        Reply reply = decide("f1", "SKIP", "{\"circuit\":\"x\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        String content =
                jdbi.withHandle(handle -> handle.createQuery("select content from outbox where kind = 'decide'")
                        .mapTo(String.class)
                        .one());
        Decision decision = Json.read(content, Decision.class);
        assertThat(decision.step()).isEqualTo("1/build-access");
        assertThat(decision.action()).isEqualTo(Decision.Action.SKIP);
        assertThat(decision.actor()).isEqualTo("operator olga");
        assertThat(decision.reason()).isEqualTo("because");
    }

    @Test
    void ofTwoDecisionsTheSecondIsRefused() {
        open("f1", "1", "build-access", "APPLY", "NO_WORKER");

        assertThat(decide("f1", "RETRY", "").status()).isEqualTo(202);
        assertThat(decide("f1", "CANCEL", "").status()).isEqualTo(409);
        assertThat(outbox()).containsExactly("decide");
    }

    @ParameterizedTest
    @CsvSource({
        "1, assign-ip,    APPLY,   SKIP,          '',                     422",
        "1, build-access, APPLY,   SKIP,          '',                     422",
        "1, build-access, RELEASE, SKIP,          '',                     422",
        "1, build-access, APPLY,   ACCEPT,        '',                     422",
        "1, build-access, RELEASE, RETRY_CHANGED, '{\"speedMbps\":1000}', 422",
        "1, build-access, APPLY,   RETRY_CHANGED, '{\"speedMbps\":500}',  400",
        "1, build-access, APPLY,   RETRY,         '{\"speedMbps\":500}',  422",
        "1, start-billing, APPLY,  CANCEL,        '',                     422",
        "1, build-access, APPLY,   EXPLODE,       '',                     400",
        "1, build-access, APPLY,   UNKNOWN,       '',                     400",
        "'', '',          APPLY,   CANCEL,        '',                     422",
    })
    void whatCanNotBeIsRefusedAtOnce(String item, String step, String verb, String action, String input, int status) {
        open("f1", item, step, verb, "UNKNOWN");

        Reply reply = decide("f1", action, input);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(outbox()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "APPLY,   RETRY,         ''",
        "APPLY,   CANCEL,        ''",
        "RELEASE, ACCEPT,        ''",
        "RELEASE, RETRY,         ''"
    })
    void whatCanBeIsTaken(String verb, String action, String input) {
        open("f1", "1", "build-access", verb, "UNKNOWN");

        assertThat(decide("f1", action, input).status()).isEqualTo(202);
        assertThat(outbox()).containsExactly("decide");
    }

    @ParameterizedTest
    @CsvSource({
        "3, set-up-route,   '{\"customerKey\":\"210987654321\"}', 202, ''",
        "3, set-up-route,   '{\"customerKey\":\"2109\"}',         400, input.customerKey",
        "3, set-up-route,   '{\"customerKey\":210987654321}',     400, input.customerKey",
        "3, set-up-route,   '{\"speedMbps\":50}',                 400, input.speedMbps",
        "3, set-up-route,   '{}',                                 400, input",
        "3, set-up-route,   '',                                   400, input",
        "2, create-gateway, '{\"asn\":65011}',                    202, ''",
        "2, create-gateway, '{\"asn\":0}',                        400, input.asn",
        "2, create-gateway, '{\"colour\":1,\"asn\":-1}',          400, 'input.asn,input.colour'",
    })
    void inputIsChangedByTheRulesOfTheCustomersOrder(String item, String step, String input, int status, String wrong) {
        order = post(acme, ORDERS, example("order")).json().path("id").asText();
        jdbi.useHandle(handle -> handle.execute("delete from outbox"));
        open("f1", item, step, "APPLY", "WAIT_EXPIRED");

        Reply reply = decide("f1", "RETRY_CHANGED", input);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(outbox()).hasSize(status == 202 ? 1 : 0);
        if (status != 202) {
            assertThat(reply.paths()).containsExactlyInAnyOrder(wrong.split(",", -1));
        }
    }

    @Test
    void aLostWorkflowIsRestarted() {
        open("f1", "", "", "APPLY", "WORKFLOW_LOST");

        assertThat(decide("f1", "RETRY", "").status()).isEqualTo(202);
        assertThat(outbox()).containsExactly("restart");
        assertThat(get(operator, FALLOUT + "/f1").json().path("status").asText())
                .isEqualTo("closed");
        assertThat(decide("f1", "RETRY", "").status()).isEqualTo(409);
    }

    @Test
    void anUnknownFalloutIsNotThereAndAClosedOneIsClosed() {
        assertThat(decide("nobody", "RETRY", "").status()).isEqualTo(404);
        open("f1", "1", "build-access", "APPLY", "NO_WORKER");
        jdbi.useHandle(handle -> handle.execute("update fallout set closed_at = opened_at"));
        assertThat(decide("f1", "RETRY", "").status()).isEqualTo(409);
    }

    @Test
    void everyStepOfAnOrderIsInItsTimeline() {
        jdbi.useHandle(handle -> handle.execute("""
                insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, attempts, started_at,
                    wait_party, wait_action, wait_until)
                values (?, '1', 'build-access', 1, 'access.x', 'APPLY', 'waiting', '{}', 1, current_timestamp,
                    'FIELD_CREW', 'pull the fibre', current_timestamp)""", order));

        JsonNode steps =
                get(acme, "/api/v1/orders/" + order + "/timeline").json().path("steps");

        assertThat(steps.valueStream().map(step -> step.path("step").asText()))
                .containsExactly("qualify", "hold-capacity", "build-access", "assign-ip", "start-billing");
        assertThat(steps.path(0).path("state").asText()).isEqualTo("planned");
        assertThat(steps.path(2).path("wait").path("party").asText()).isEqualTo("FIELD_CREW");
    }

    @Test
    void aStepIsWokenByAnOperatorOnly() {
        String path = "/api/v1/orders/" + order + "/steps/1/build-access/wake";

        assertThat(post(acme, path, "").status()).isEqualTo(403);
        assertThat(post(operator, path, "").status()).isEqualTo(202);
        assertThat(post(operator, "/api/v1/orders/" + order + "/steps/1/nothing/wake", "")
                        .status())
                .isEqualTo(404);
        assertThat(outbox()).containsExactly("wake");
    }
}
