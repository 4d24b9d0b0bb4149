package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import dev.turnup.intake.ApiKeys;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeysTest extends IntakeServer {
    private static final String KEYS = "/api/v1/keys";

    private JsonNode make(String with, String body) {
        Reply reply = post(with, KEYS, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        return reply.json();
    }

    private JsonNode admin() {
        return make(operator, """
                {"tenant": "acme", "role": "customer", "name": "admin", "scopes": ["read", "write", "admin"]}""");
    }

    private static String key(JsonNode made) {
        return made.path("key").asText();
    }

    private static void isRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
    }

    @Test
    void aKeyMayWhatItsScopesSay() {
        String reader = key(make(operator, """
                {"tenant": "acme", "role": "customer", "name": "dashboard", "scopes": ["read"]}"""));

        assertThat(get(reader, ORDERS).status()).isEqualTo(200);
        assertThat(post(reader, "/api/v1/plan", example("internet")).status()).isEqualTo(200);
        Reply refused = post(reader, ORDERS, example("internet"));
        isRefused(refused, 403, "scope");
        assertThat(refused.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"write\"");
        isRefused(get(reader, KEYS), 403, "scope");
        String writer = key(make(operator, """
                {"tenant": "acme", "role": "customer", "name": "loader", "scopes": ["write"]}"""));
        isRefused(get(writer, ORDERS), 403, "scope");
        assertThat(post(writer, ORDERS, example("internet")).status()).isEqualTo(201);
    }

    @Test
    void aTenantsAdminManagesItsKeysAndThoseOfItsSubAccounts() {
        post(operator, "/api/v1/tenants", "{\"id\": \"branch\", \"name\": \"Branch\", \"parent\": \"acme\"}");
        String admin = key(admin());

        JsonNode own = make(admin, "{\"name\": \"portal\"}");
        make(admin, "{\"name\": \"till\", \"tenant\": \"branch\"}");

        assertThat(own.path("tenant").asText()).isEqualTo("acme");
        assertThat(own.path("scopes").toString()).isEqualTo("[\"read\",\"write\"]");
        assertThat(get(admin, KEYS).json()).hasSize(4);
        assertThat(get(admin, KEYS + "?tenant=branch").json()).hasSize(1);
        assertThat(get(admin, KEYS).text()).doesNotContain("tk_");
        isRefused(post(admin, KEYS, "{\"name\": \"x\", \"tenant\": \"other\"}"), 404, "notFound");
        isRefused(post(admin, KEYS, "{\"name\": \"x\", \"role\": \"operator\"}"), 403, "role");
        String others = get(operator, KEYS + "?tenant=other")
                .json()
                .path(0)
                .path("href")
                .asText();
        isRefused(get(admin, others), 404, "notFound");
        isRefused(delete(admin, others), 404, "notFound");
        isRefused(post(admin, others + "/rotation", "{}"), 404, "notFound");
    }

    @Test
    void aRevokedKeyIsRefusedFromTheNextCallOn() {
        JsonNode made = make(operator, "{\"tenant\": \"acme\", \"role\": \"customer\", \"name\": \"lost\"}");
        assertThat(get(key(made), ORDERS).status()).isEqualTo(200);

        assertThat(delete(operator, made.path("href").asText()).status()).isEqualTo(204);

        Reply refused = get(key(made), ORDERS);
        isRefused(refused, 401, "unauthorized");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        JsonNode read = get(operator, made.path("href").asText()).json();
        assertThat(read.path("state").asText()).isEqualTo("revoked");
        assertThat(read.path("lastUsedAt").asText()).endsWith(":00:00Z");
        isRefused(post(operator, made.path("href").asText() + "/rotation", "{}"), 409, "conflict");
        assertThat(delete(operator, made.path("href").asText()).status()).isEqualTo(204);
    }

    @Test
    void aRotatedKeyOverlapsWithTheOneThatTakesItsPlace() {
        JsonNode old = make(operator, """
                {"tenant": "acme", "role": "customer", "name": "portal", "scopes": ["read"],
                 "expiresAt": "2090-01-01T00:00:00Z"}""");

        Reply fresh = post(operator, old.path("href").asText() + "/rotation", "{\"overlapSeconds\": 60}");

        assertThat(fresh.status()).as(fresh.text()).isEqualTo(201);
        assertThat(fresh.json().path("scopes").toString()).isEqualTo("[\"read\"]");
        assertThat(fresh.json().path("expiresAt").asText()).startsWith("20");
        assertThat(get(key(old), ORDERS).status()).isEqualTo(200);
        assertThat(get(key(fresh.json()), ORDERS).status()).isEqualTo(200);
        assertThat(get(operator, old.path("href").asText())
                        .json()
                        .path("expiresAt")
                        .asText())
                .doesNotStartWith("2090");
        post(operator, old.path("href").asText() + "/rotation", "{\"overlapSeconds\": 0}");
        assertThat(get(key(old), ORDERS).status()).isEqualTo(401);
    }

    @Test
    void aTenantHasNoMoreThanSoManyGoodKeys() {
        String admin = key(admin());
        JsonNode last = null;
        for (int n = 2; n < ApiKeys.MOST; n++) { // beside its first one and the admin's
            last = make(admin, "{\"name\": \"portal " + n + "\"}");
        }

        Reply refused = post(admin, KEYS, "{\"name\": \"one more\"}");
        isRefused(refused, 409, "limit");
        assertThat(refused.json().path("message").asText()).contains("there are 100 keys", "revoke one");
        String href = last.path("href").asText();
        isRefused(post(admin, href + "/rotation", "{\"overlapSeconds\": 60}"), 409, "limit");
        assertThat(get(key(last), ORDERS).status()).isEqualTo(200);
        assertThat(post(admin, href + "/rotation", "{\"overlapSeconds\": 0}").status())
                .isEqualTo(201);
        isRefused(post(admin, KEYS, "{\"name\": \"one more\"}"), 409, "limit");
        make(operator, "{\"tenant\": \"other\", \"role\": \"customer\", \"name\": \"another tenant's\"}");
        String some = get(admin, KEYS + "?limit=1").json().path(0).path("href").asText();
        assertThat(delete(admin, some).status()).isEqualTo(204);
        make(admin, "{\"name\": \"in its place\"}");
    }

    @Test
    void ofTwoWhoMakeTheLastKeyOneIsRefused() throws Exception {
        String admin = key(admin());
        for (int n = 3; n < ApiKeys.MOST; n++) {
            make(admin, "{\"name\": \"portal\"}");
        }
        Callable<Integer> last = () -> post(admin, KEYS, "{\"name\": \"last\"}").status();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            assertThat(threads.invokeAll(Collections.nCopies(2, last)))
                    .extracting(Future::resultNow)
                    .containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void whatIsWrongWithAKeyIsToldAtOnce() {
        Reply reply = post(operator, KEYS, """
                {"tenant": "No!", "role": "king", "scopes": ["fly"], "expiresAt": "2020-01-01T00:00:00Z"}""");

        isRefused(reply, 400, "validation");
        assertThat(reply.paths()).containsExactlyInAnyOrder("tenant", "role", "name", "scopes[0]", "expiresAt");
        isRefused(
                post(
                        operator,
                        KEYS,
                        "{\"tenant\":\"acme\",\"role\":\"customer\",\"name\":\"" + "x".repeat(201) + "\"}"),
                400,
                "validation");
        String href = admin().path("href").asText();
        isRefused(post(operator, href + "/rotation", "{\"overlapSeconds\": 2592001}"), 400, "validation");
        isRefused(post(operator, href + "/rotation", "[]"), 400, "validation");
    }
}
