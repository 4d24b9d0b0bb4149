package dev.turnup.servicekeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.intake.ServiceKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as their issuer makes, reads and revokes them. */
class ServiceKeysTest extends KeysServer {

    @Test
    void a_key_is_told_once() {
        JsonNode key = issued(Map.of("expiresAt", "2099-01-01T00:00:00Z"));

        String text = key.path("key").asText();
        assertThat(text).startsWith(key.path("id").asText() + "_").hasSizeGreaterThan(50);
        JsonNode read = read(key.path("id").asText());
        assertThat(read.path("state").asText()).isEqualTo("active");
        assertThat(read.path("name").asText()).isEqualTo("For Other");
        assertThat(read.path("maxSpeedMbps").asInt()).isEqualTo(1_000);
        assertThat(read.path("singleUse").asBoolean()).isTrue();
        assertThat(read.path("expiresAt").asText()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(read.path("port").path("id").asText()).isEqualTo(acmesPort);
        assertThat(read.path("connection").isEmpty()).isTrue();
        assertThat(read.toString() + get(acme, KEYS).text()).doesNotContain(text);
        assertThat(rows()).noneMatch(row -> row.contains(text.substring(16)));
    }

    @Test
    void a_repeated_call_makes_no_second_key_and_is_not_told_the_first_again() {
        String body = wish(Map.of()).toString();
        Reply first = post(acme, KEYS, body, "Idempotency-Key", "k-1");
        Reply again = post(acme, KEYS, body, "Idempotency-Key", "k-1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location"))
                .isEqualTo(KEYS + "/" + first.json().path("id").asText());
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(((ObjectNode) first.json()).without("key"));
        assertThat(count("service_key")).isEqualTo(1);
        assertThat(post(acme, KEYS, wish(Map.of("name", "another")).toString(), "Idempotency-Key", "k-1")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_tenant_has_no_more_than_so_many_active_ones() {
        String id = issued(Map.of()).path("id").asText();
        jdbi.useHandle(handle -> {
            for (int n = 1; n < ServiceKeys.MOST; n++) {
                handle.execute(
                        "insert into service_key (id, hash, tenant, product_id, name, max_speed, single_use, created_at)"
                                + " values (?, ?, 'acme', ?, 'x', 100, true, current_timestamp)",
                        "sk_" + n,
                        "hash " + n,
                        acmesPort);
            }
        });

        Reply refused = post(acme, KEYS, wish(Map.of()).toString(), "Idempotency-Key", "one-more");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.json().path("message").asText())
                .contains("there are 1000 active service keys", "revoke one");
        assertThat(delete(acme, KEYS + "/" + id).status()).isEqualTo(204);
        assertThat(post(acme, KEYS, wish(Map.of()).toString(), "Idempotency-Key", "one-more")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void it_is_its_issuers_alone() {
        String id = issued(Map.of()).path("id").asText();

        assertThat(post(other, KEYS, wish(Map.of()).toString()).paths()).isEqualTo(List.of("port.id"));
        assertThat(post(operator, KEYS, wish(Map.of()).toString()).status()).isEqualTo(403);
        for (String key : List.of(other, third)) {
            assertThat(get(key, KEYS + "/" + id).status()).isEqualTo(404);
            assertThat(delete(key, KEYS + "/" + id).status()).isEqualTo(404);
            assertThat(get(key, KEYS).json().isEmpty()).isTrue();
        }
        assertThat(get("", KEYS + "/" + id).status()).isEqualTo(401);
        assertThat(post("", KEYS, wish(Map.of()).toString()).status()).isEqualTo(401);
        assertThat(delete("", KEYS + "/" + id).status()).isEqualTo(401);
        assertThat(get(operator, KEYS + "/" + id).status()).isEqualTo(200);
        assertThat(read(id).path("state").asText()).isEqualTo("active");
    }

    @Test
    void it_is_found_by_port_and_state() {
        String revoked = issued(Map.of()).path("id").asText();
        String active = issued(Map.of()).path("id").asText();
        assertThat(delete(acme, KEYS + "/" + revoked).status()).isEqualTo(204);
        assertThat(delete(acme, KEYS + "/" + revoked).status()).isEqualTo(204);

        Reply list = get(acme, KEYS + "?state=active&port.id=" + acmesPort);

        assertThat(list.json().findValuesAsText("id")).contains(active).doesNotContain(revoked);
        assertThat(list.header("X-Total-Count")).isEqualTo("1");
        assertThat(get(acme, KEYS + "?port.id=" + othersPort).json().isEmpty()).isTrue();
        assertThat(get(acme, KEYS + "?tenant=other").status()).isEqualTo(400);
        assertThat(get(acme, KEYS + "?offset=-1").status()).isEqualTo(400);
        assertThat(delete(acme, KEYS + "/sk_nobody").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name         | '""'                     | name
            name         | null                     | name
            name         | 7                        | name
            maxSpeedMbps | 0                        | maxSpeedMbps
            maxSpeedMbps | -1                       | maxSpeedMbps
            maxSpeedMbps | '"1000"'                 | maxSpeedMbps
            maxSpeedMbps | 10001                    | maxSpeedMbps
            maxSpeedMbps | 1e30                     | maxSpeedMbps
            maxSpeedMbps | null                     | maxSpeedMbps
            singleUse    | '"true"'                 | singleUse
            expiresAt    | '"2020-01-01T00:00:00Z"' | expiresAt
            expiresAt    | '"tomorrow"'             | expiresAt
            port         | null                     | port
            port         | '{"id":"nothing"}'       | port.id
            port         | '"x"'                    | port
            """)
    void what_is_wrong_with_a_wish_is_told(String name, String value, String path) {
        ObjectNode wish = wish(Map.of());
        wish.set(name, Json.read(value, JsonNode.class));

        Reply reply = post(acme, KEYS, wish.toString());

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths()).isEqualTo(List.of(path));
        assertThat(count("service_key")).isZero();
    }

    @Test
    void only_active_ports_have_keys() {
        String id = issued(Map.of()).path("key").asText();
        String circuit = activate(
                order(other, circuit(id, 100)).json().path("id").asText(), circuitReceipts(id.substring(0, 15)));
        ObjectNode wish = wish(Map.of());
        wish.withObject("port").put("id", circuit);

        assertThat(post(other, KEYS, wish.toString()).messages()).contains("keys are made for ports");
        jdbi.useHandle(handle -> handle.execute("update product set state = 'suspended' where id = ?", acmesPort));
        assertThat(post(acme, KEYS, wish(Map.of()).toString()).messages()).contains("not active");
    }

    @Test
    void a_port_that_is_gone_takes_its_keys_with_it() {
        String id = issued(Map.of(
                        "expiresAt", Instant.now().plus(1, ChronoUnit.DAYS).toString()))
                .path("id")
                .asText();
        jdbi.useHandle(handle -> handle.execute("update product set state = 'terminated' where id = ?", acmesPort));

        assertThat(read(id).path("state").asText()).isEqualTo("expired");
    }
}
