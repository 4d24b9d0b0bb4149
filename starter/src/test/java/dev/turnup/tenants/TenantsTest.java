package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantsTest extends IntakeServer {
    private static final String TENANTS = "/api/v1/tenants";
    private static final String MERGE = "application/merge-patch+json";

    private static void isRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
    }

    @Test
    void anOperatorMakesATenantWithLimits() {
        Reply made = post(operator, TENANTS, """
                {"id": "globex", "name": "Globex", "limits": {"openOrders": 5, "speedMbps": 10000}}""");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(TENANTS + "/globex");
        JsonNode read = get(operator, made.header("Location")).json();
        assertThat(read).isEqualTo(made.json());
        assertThat(read.path("state").asText()).isEqualTo("active");
        assertThat(read.path("limits").path("openOrders").asInt()).isEqualTo(5);
        assertThat(read.path("limits").path("ports").isNull()).isTrue();
        isRefused(post(operator, TENANTS, "{\"id\": \"globex\", \"name\": \"Globex\"}"), 409, "conflict");
        assertThat(get(operator, TENANTS + "?state=active&limit=1").header("X-Total-Count"))
                .isEqualTo("4");
        assertThat(get(operator, TENANTS + "?id=globex").json()).hasSize(1);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Reply reply = post(operator, TENANTS, """
                {"id": "No!", "state": "gone", "limits": {"ports": -1, "openOrders": 1.5}}""");

        isRefused(reply, 400, "validation");
        assertThat(reply.paths()).containsExactlyInAnyOrder("id", "name", "state", "limits.ports", "limits.openOrders");
    }

    @Test
    void aPatchChangesWhatItNamesAndNullTakesALimitAway() {
        post(
                operator,
                TENANTS,
                "{\"id\": \"globex\", \"name\": \"Globex\", \"limits\": {\"openOrders\": 5, \"ports\": 2}}");

        JsonNode changed = patch(operator, TENANTS + "/globex", """
                {"name": "Globex Inc", "limits": {"openOrders": null, "speedMbps": 100}}""", MERGE).json();

        assertThat(changed.path("name").asText()).isEqualTo("Globex Inc");
        assertThat(changed.path("limits").toString()).isEqualTo("{\"openOrders\":null,\"ports\":2,\"speedMbps\":100}");
        Reply none = patch(operator, TENANTS + "/globex", "{\"limits\": null}", MERGE);
        assertThat(none.json().path("limits").toString())
                .isEqualTo("{\"openOrders\":null,\"ports\":null,\"speedMbps\":null}");
        isRefused(patch(operator, TENANTS + "/globex", "{\"id\": \"other\"}", MERGE), 400, "validation");
        isRefused(patch(operator, TENANTS + "/globex", "{\"limits\": [1]}", MERGE), 400, "validation");
        isRefused(patch(operator, TENANTS + "/provider", "{\"state\": \"suspended\"}", MERGE), 400, "validation");
        isRefused(patch(operator, TENANTS + "/nobody", "{}", MERGE), 404, "notFound");
    }

    @Test
    void customersOfASuspendedTenantLookAndChangeNothing() {
        post(acme, ORDERS, example("internet"));
        patch(operator, TENANTS + "/acme", "{\"state\": \"suspended\", \"reason\": \"unpaid since May\"}", MERGE);

        Reply refused = post(acme, ORDERS, example("internet"));
        isRefused(refused, 403, "tenantSuspended");
        assertThat(refused.json().path("message").asText()).contains("unpaid since May");
        assertThat(get(acme, ORDERS).json()).hasSize(1);
        assertThat(post(acme, "/api/v1/plan", example("internet")).status()).isEqualTo(200);
        assertThat(post(other, ORDERS, example("internet")).status()).isEqualTo(201);

        patch(operator, TENANTS + "/acme", "{\"name\": \"Acme\"}", MERGE);
        assertThat(get(operator, TENANTS + "/acme").json().path("reason").asText())
                .isEqualTo("unpaid since May");
        patch(operator, TENANTS + "/acme", "{\"reason\": null}", MERGE);
        assertThat(get(operator, TENANTS + "/acme").json().has("reason")).isFalse();
        patch(operator, TENANTS + "/acme", "{\"state\": \"active\"}", MERGE);
        assertThat(post(acme, ORDERS, example("internet")).status()).isEqualTo(201);
    }

    @Test
    void anOrderBeyondALimitIsRefusedWithLimitCurrentAndAsked() {
        patch(operator, TENANTS + "/acme", "{\"limits\": {\"openOrders\": 1}}", MERGE);
        assertThat(post(acme, ORDERS, example("internet")).status()).isEqualTo(201);

        Reply refused = post(acme, ORDERS, example("internet"));

        isRefused(refused, 409, "limit");
        assertThat(refused.json().path("limit").toString())
                .isEqualTo("{\"name\":\"openOrders\",\"limit\":1,\"current\":1,\"asked\":1}");
        assertThat(count("product_order")).isEqualTo(1);
        assertThat(count("idempotency")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"speedMbps,99,internet", "ports,0,order"})
    void eachLimitHoldsForOrders(String limit, int most, String order) {
        patch(operator, TENANTS + "/acme", "{\"limits\": {\"" + limit + "\": " + most + "}}", MERGE);

        Reply refused = post(acme, ORDERS, example(order));

        isRefused(refused, 409, "limit");
        assertThat(refused.json().path("limit").path("name").asText()).isEqualTo(limit);
    }

    @Test
    void aSubAccountHasAParentThatIsNoSubAccount() {
        assertThat(post(operator, TENANTS, "{\"id\": \"branch\", \"name\": \"Branch\", \"parent\": \"acme\"}")
                        .status())
                .isEqualTo(201);

        isRefused(
                post(operator, TENANTS, "{\"id\": \"desk\", \"name\": \"Desk\", \"parent\": \"branch\"}"),
                400,
                "validation");
        isRefused(
                post(operator, TENANTS, "{\"id\": \"desk\", \"name\": \"Desk\", \"parent\": \"nobody\"}"),
                400,
                "validation");
        assertThat(get(operator, TENANTS + "?parent=acme").json()).hasSize(1);
    }
}
