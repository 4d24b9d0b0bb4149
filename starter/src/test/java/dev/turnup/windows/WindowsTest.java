package dev.turnup.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows over HTTP: booked, read, extended, cancelled. */
class WindowsTest extends WindowsServer {

    @Test
    void aBookingSaysWhenAndWhatItCostsAndReservesTheCapacity() {
        String circuit = circuit(port("a"), port("z"));
        ObjectNode wish = window(circuit, 5_000).put("name", "Final");
        Reply reply = post(acme, WINDOWS, wish.toString());
        JsonNode window = reply.json();

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Location"))
                .isEqualTo(WINDOWS + "/" + window.path("id").asText());
        assertThat(window.path("state").asText()).isEqualTo("reserved");
        assertThat(window.path("startsAt").asText())
                .isEqualTo(TOMORROW.toInstant(ZoneOffset.UTC).toString());
        assertThat(window.path("raiseBeginsAt").asText())
                .isEqualTo(TOMORROW.minusMinutes(5).toInstant(ZoneOffset.UTC).toString());
        assertThat(window.path("leadTime").asText()).isEqualTo("PT5M");
        assertThat(window.path("product").path(0).path("speedMbps").toString())
                .isEqualTo("{\"usual\":1000,\"window\":5000}");
        assertThat(window.path("quote").path("total").path("value").decimalValue())
                .isEqualByComparingTo("3.60");
        assertThat(window.path("quote").path("extra").path("value").decimalValue())
                .isEqualByComparingTo("2.20");
        assertThat(list("select pool || ' ' || mbps from capacity_claim where product_id = ? order by pool", circuit))
                .containsExactly("port:a 5000", "port:z 5000");
        assertThat(get(acme, WINDOWS + "/" + window.path("id").asText()).json()).isEqualTo(window);
    }

    @Test
    void anAmountIsRoundedOnceForEachProductToTheEvenCent() {
        String one = internet();
        String two = internet();
        JsonNode window = booked(window(TOMORROW, TOMORROW.plusMinutes(90), Map.of(one, 2_000, two, 5_000)));

        // 1.5 h at 1.90 and 3.20; more by 0.65 and 1.95, which is 0.975 and 2.925
        assertThat(window.path("quote").path("total").path("value").decimalValue())
                .isEqualByComparingTo("7.65");
        assertThat(window.path("quote").path("extra").path("value").decimalValue())
                .isEqualByComparingTo("3.90");
    }

    @Test
    void aBookingIsMadeOnceForEachIdempotencyKey() {
        String body = window(internet(), 5_000).toString();
        Reply first = post(acme, WINDOWS, body, "Idempotency-Key", "k");
        Reply second = post(acme, WINDOWS, body, "Idempotency-Key", "k");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(count("event_window")).isEqualTo(1);
    }

    @Test
    void customersSeeTheirOwnWindowsAndOperatorsAll() {
        String id = booked(window(internet(), 5_000)).path("id").asText();

        assertThat(get(other, WINDOWS + "/" + id).status()).isEqualTo(404);
        assertThat(get(other, WINDOWS).json()).isEmpty();
        assertThat(get(operator, WINDOWS + "?state=reserved").json()).hasSize(1);
        assertThat(get(acme, WINDOWS + "?state=raised").json()).isEmpty();
        assertThat(get(acme, WINDOWS + "?colour=red").status()).isEqualTo(400);
        assertThat(post(other, WINDOWS + "/" + id + "/cancel", "{}").status()).isEqualTo(404);
        assertThat(post(operator, WINDOWS, window("x", 1).toString()).status()).isEqualTo(403);
    }

    @Test
    void anExtensionReservesTheLongerTimeAndIsQuotedAnew() {
        String id = booked(window(internet(), 5_000)).path("id").asText();
        Reply reply = post(acme, WINDOWS + "/" + id + "/extend", end(TOMORROW.plusHours(5)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().path("quote").path("total").path("value").decimalValue())
                .isEqualByComparingTo("16.00");
        assertThat(get(acme, WINDOWS + "/" + id).json()).isEqualTo(reply.json());
        assertThat(list("select c.pool from capacity_claim c join event_window w on w.end_at = c.until_at"))
                .as("of the line and of its building")
                .hasSize(2);
    }

    private static String end(Object end) {
        return Json.tree(Map.of("end", end.toString())).toString();
    }

    @Test
    void anExtensionIsRefusedWhereItIsNoneOrSomebodyElseHasTheTime() {
        String product = internet();
        String id = booked(window(product, 5_000)).path("id").asText();
        String next = booked(window(TOMORROW.plusHours(5), TOMORROW.plusHours(6), Map.of(product, 2_000)))
                .path("id")
                .asText();
        String path = WINDOWS + "/" + id + "/extend";

        assertThat(post(acme, path, "{}").paths()).containsExactly("end");
        assertThat(post(acme, path, end(TOMORROW.plusHours(3))).messages()).contains("later than the present end");
        assertThat(post(acme, path, end(TOMORROW.plusDays(31))).messages()).contains("within 30 days");
        assertThat(post(acme, path, end("2026-12-01T19:00Z")).messages()).contains("without an offset");
        Reply overlap = post(acme, path, end(TOMORROW.plusHours(5)));
        assertThat(overlap.status()).isEqualTo(409);
        assertThat(overlap.messages()).contains(next);
        assertThat(post(acme, path, end(TOMORROW.plusHours(5).minusMinutes(5))).status())
                .isEqualTo(202);
    }

    @Test
    void aCancelBeforeTheRaiseGivesTheCapacityBack() {
        String product = internet();
        String id = booked(window(product, 5_000)).path("id").asText();
        Reply reply = post(acme, WINDOWS + "/" + id + "/cancel", "{\"reason\":\"rain\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().path("state").asText()).isEqualTo("cancelled");
        assertThat(reply.json().path("cancellationReason").asText()).isEqualTo("rain");
        assertThat(get(acme, WINDOWS + "/" + id).json()).isEqualTo(reply.json());
        assertThat(count("capacity_claim")).isZero();
        assertThat(post(acme, WINDOWS + "/" + id + "/cancel", "{}").status()).isEqualTo(409);
        assertThat(post(acme, WINDOWS + "/" + id + "/extend", end(TOMORROW.plusHours(5)))
                        .status())
                .isEqualTo(409);
        booked(window(product, 5_000));
    }

    @Test
    void aWindowThatReturnsCanNeitherBeExtendedNorCancelled() {
        String id = booked(window(internet(), 5_000)).path("id").asText();
        jdbi.useHandle(handle -> handle.execute("update event_window set state = 'returning' where id = ?", id));

        assertThat(post(acme, WINDOWS + "/" + id + "/cancel", "{}").status()).isEqualTo(409);
        assertThat(post(acme, WINDOWS + "/" + id + "/extend", end(TOMORROW.plusHours(5)))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aReturnThatIsNotConfirmedIsCalledLate() {
        String id = booked(window(internet(), 5_000)).path("id").asText();
        jdbi.useHandle(handle -> handle.execute(
                "update event_window set state = 'returning', end_at = raise_at - interval '3' day where id = ?", id));

        assertThat(get(acme, WINDOWS + "/" + id).json().path("late").asBoolean())
                .isTrue();
    }

    @Test
    void whileAWindowLastsTheNextOneIsBookedFromTheUsualSpeed() {
        String product = internet();
        String id = booked(window(product, 5_000)).path("id").asText();
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update product set window_id = ?, body = replace(body, '1000', '5000') where id = ?", id, product);
            handle.execute("update event_window set state = 'raised' where id = ?", id);
        });

        JsonNode next = booked(window(TOMORROW.plusDays(7), TOMORROW.plusDays(7).plusHours(4), Map.of(product, 5_000)));
        assertThat(next.path("product").path(0).path("speedMbps").path("usual").asInt())
                .isEqualTo(1_000);
        assertThat(next.path("product")
                        .path(0)
                        .path("perHour")
                        .path("usual")
                        .path("value")
                        .decimalValue())
                .isEqualByComparingTo("1.25");
    }
}
