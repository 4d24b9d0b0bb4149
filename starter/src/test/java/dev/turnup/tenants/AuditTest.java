package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class AuditTest extends IntakeServer {
    private static final String AUDIT = "/api/v1/audit-records";

    @Test
    void eachCallThatChangesSomethingIsRecordedWithItsStatus() {
        String order =
                post(acme, ORDERS, example("internet"), "X-Request-Id", "req-1").header("Location");
        post(acme, ORDERS, "{\"a secret\": \"hush\"");
        delete(acme, order);
        get(acme, order);
        post(acme, "/api/v1/plan", example("internet"));
        post("tk_nobody", ORDERS, example("internet"));

        JsonNode records = get(acme, AUDIT).json();

        assertThat(records.findValuesAsText("status")).containsExactlyInAnyOrder("201", "400", "409");
        JsonNode first = get(acme, AUDIT + "?requestId=req-1").json().path(0);
        assertThat(first.path("operation").asText()).isEqualTo("createProductOrder");
        assertThat(first.path("method").asText()).isEqualTo("POST");
        assertThat(first.path("path").asText()).isEqualTo(ORDERS);
        assertThat(first.path("actor").asText()).isEqualTo("customer acme's key");
        assertThat(first.path("caller").asText()).startsWith("key-");
        assertThat(first.path("address").asText()).isNotEmpty();
        assertThat(get(acme, first.path("href").asText()).json()).isEqualTo(first);
        assertThat(records.toString()).doesNotContain("hush").doesNotContain("tk_");
    }

    @Test
    void whatAKeyHasNoRightToIsRecordedToo() {
        assertThat(post(acme, "/api/v1/keys", "{\"name\": \"x\"}").status()).isEqualTo(403);

        JsonNode record = get(operator, AUDIT + "?operation=createKey").json().path(0);
        assertThat(record.path("status").asInt()).isEqualTo(403);
        assertThat(record.path("tenant").asText()).isEqualTo("acme");
    }

    @Test
    void theListIsOneTenantsAndCanBeFiltered() {
        post(acme, ORDERS, example("internet"));
        post(other, ORDERS, example("internet"));

        assertThat(get(acme, AUDIT).json()).hasSize(1);
        assertThat(get(acme, AUDIT + "?tenant=other").json()).isEmpty();
        assertThat(get(operator, AUDIT).json()).hasSize(2);
        assertThat(get(operator, AUDIT + "?tenant=other&method=POST&status=201&limit=1")
                        .header("X-Total-Count"))
                .isEqualTo("1");
        assertThat(get(operator, AUDIT + "?from=2020-01-01T00:00:00Z&until=2020-01-02T00:00:00Z")
                        .json())
                .isEmpty();
        assertThat(get(operator, AUDIT + "?from=yesterday&status=x").paths())
                .containsExactlyInAnyOrder("from", "status");
        String others = get(other, AUDIT).json().path(0).path("href").asText();
        assertThat(get(acme, others).status()).isEqualTo(404);
    }

    @Test
    void everyAnswerHasARequestId() {
        assertThat(get("", ORDERS).header("X-Request-Id")).isNotEmpty();
        assertThat(send(acme, request(ORDERS).header("X-Request-Id", "no good").POST(BodyPublishers.noBody()))
                        .header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
    }
}
