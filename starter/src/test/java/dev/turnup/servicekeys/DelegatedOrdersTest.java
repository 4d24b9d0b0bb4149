package dev.turnup.servicekeys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.hub.records.ToldEvent;
import dev.turnup.hubs.ToldResources;
import dev.turnup.journal.HubEvent;
import dev.turnup.plan.Plan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Connections that one tenant orders to another one's port. */
class DelegatedOrdersTest extends KeysServer {
    private static final String PATH = "productOrderItem[0].product.productRelationship[1].serviceKey";
    private static final String UNKNOWN = "sk_0123456789ab_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private String text = "";
    private String id = "";

    private void key(Map<String, ?> more) {
        JsonNode key = issued(more);
        text = key.path("key").asText();
        id = key.path("id").asText();
    }

    private String ordered(int speed) {
        Reply reply = order(other, circuit(text, speed));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().path("id").asText();
    }

    private String plan(String order) {
        return jdbi.withHandle(handle -> handle.select("select plan from product_order where id = ?", order)
                .mapTo(String.class)
                .one());
    }

    private String state(String key) {
        return read(key).path("state").asText();
    }

    @Test
    void the_orderer_sees_the_key_and_nothing_of_the_port() {
        key(Map.of());
        String order = ordered(500);
        String product = activate(order, circuitReceipts(id));

        String seen = get(other, ORDERS + "/" + order).text()
                + get(other, PRODUCTS + "/" + product).text()
                + get(other, PRODUCTS).text()
                + get(other, "/api/v1/orders/" + order + "/timeline").text()
                + get(other, "/api/v1/orders/" + order + "/cancel-plan").text()
                + post(other, "/api/v1/plan", "{\"productOrderItem\":[" + circuit(text, 100) + "]}")
                        .text();
        assertThat(seen)
                .contains("\"serviceKey\":\"" + id + "\"")
                .contains("assign-vlan-z.serviceKey")
                .contains(OTHERS_UNIT)
                .doesNotContain(text)
                .doesNotContain(ACMES_UNIT)
                .doesNotContain(acmesPort)
                .doesNotContain("acme");
        assertThat(get(operator, "/api/v1/orders/" + order + "/timeline").text())
                .contains(ACMES_UNIT);
    }

    @Test
    void the_issuer_sees_that_there_is_a_connection_and_nothing_of_whose() {
        key(Map.of());
        String product = activate(ordered(500), circuitReceipts(id));

        JsonNode connection = read(id).path("connection").path(0);
        assertThat(connection.path("status").asText()).isEqualTo("active");
        assertThat(connection.path("speedMbps").asInt()).isEqualTo(500);
        assertThat(connection.path("vlan").asInt()).isEqualTo(1_234);
        assertThat(connection.has("startDate")).isTrue();
        JsonNode port = get(acme, PRODUCTS + "/" + acmesPort).json();
        assertThat(port.path("serviceKeyConnection").path(0)).isEqualTo(connection);
        assertThat(get(acme, PRODUCTS)
                        .json()
                        .path(0)
                        .path("serviceKeyConnection")
                        .size())
                .isEqualTo(1);
        String seen = get(acme, KEYS + "/" + id).text()
                + get(acme, KEYS).text()
                + get(acme, PRODUCTS).text()
                + get(acme, ORDERS).text();
        assertThat(seen)
                .doesNotContain(product)
                .doesNotContain(othersPort)
                .doesNotContain(OTHERS_UNIT)
                .doesNotContain("other")
                .doesNotContain("4100")
                .doesNotContain("vc-1");
        assertThat(get(acme, PRODUCTS + "/" + product).status()).isEqualTo(404);
        assertThat(get(third, PRODUCTS + "/" + product).status()).isEqualTo(404);
        assertThat(get(third, PRODUCTS + "/" + acmesPort).status()).isEqualTo(404);
    }

    @Test
    void events_of_the_port_tell_its_connections_as_the_port_does() {
        key(Map.of());
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusMillis(1);
        String product = activate(ordered(500), circuitReceipts(id));

        JsonNode port = told(acmesPort, "acme", Instant.now());
        assertThat(port.path("serviceKeyConnection").size()).isEqualTo(1);
        assertThat(port.path("serviceKeyConnection"))
                .isEqualTo(get(acme, PRODUCTS + "/" + acmesPort).json().path("serviceKeyConnection"));
        assertThat(told(acmesPort, "acme", before).has("serviceKeyConnection")).isFalse();
        assertThat(port.toString()).doesNotContain(product).doesNotContain(OTHERS_UNIT);
        assertThat(told(product, "other", Instant.now()).toString())
                .contains(id)
                .doesNotContain(ACMES_UNIT)
                .doesNotContain(acmesPort)
                .doesNotContain("acme");
    }

    private JsonNode told(String product, String tenant, Instant at) {
        String order = product.substring(0, product.lastIndexOf('-'));
        return new ToldResources(jdbi, Catalogue::load)
                .resource(new ToldEvent(tenant, order, 1, HubEvent.ProductStateChangeEvent, 1, at, product, "{}"));
    }

    @Test
    void the_connection_takes_its_part_of_the_issuers_port_and_is_the_orderers_to_pay() {
        key(Map.of());
        String order = ordered(500);

        Plan plan = Json.read(plan(order), Plan.class);
        assertThat(plan.tenant()).isEqualTo("other");
        assertThat(plan.items().getFirst().perHour()).isPositive();
        assertThat(plan.items().getFirst().steps().stream()
                        .filter(step -> step.name().equals("assign-vlan-z"))
                        .map(step -> step.given().get("port"))
                        .toList())
                .allSatisfy(port -> {
                    assertThat(port.path("portId").asText()).isEqualTo(ACMES_UNIT);
                    assertThat(port.path("serviceKey").asText()).isEqualTo(id);
                })
                .hasSize(1);
    }

    @Test
    void a_single_use_key_is_used_once_and_given_back_by_what_never_became_active() {
        key(Map.of());
        String first = ordered(500);

        assertThat(state(id)).isEqualTo("used");
        refused(order(other, circuit(text, 500)), 400, PATH, "'" + id + "' is used");
        jdbi.useHandle(handle -> handle.execute("update product set state = 'cancelled' where order_id = ?", first));
        assertThat(state(id)).isEqualTo("active");
        assertThat(read(id).path("connection").isEmpty()).isTrue();
        String second = ordered(500);
        jdbi.useHandle(handle -> handle.execute("update product set state = 'terminated' where order_id = ?", second));
        assertThat(state(id)).isEqualTo("used");
        refused(order(other, circuit(text, 500)), 400, PATH, "'" + id + "' is used");
    }

    @Test
    void two_items_of_an_order_are_two_uses() {
        key(Map.of());
        ObjectNode second = circuit(text, 100).put("id", "2");

        Reply reply = order(other, circuit(text, 100), second);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.messages()).contains("good for one connection only");
        key(Map.of("singleUse", false));
        assertThat(order(other, circuit(text, 100), circuit(text, 100).put("id", "2"))
                        .status())
                .isEqualTo(201);
        ordered(1_000);
        assertThat(state(id)).isEqualTo("active");
        assertThat(read(id).path("connection").size()).isEqualTo(3);
    }

    @Test
    void what_is_no_key_is_refused_alike() {
        key(Map.of());
        String changed = text.substring(0, text.length() - 1) + (text.endsWith("A") ? "B" : "A");
        for (String wrong : List.of(UNKNOWN, changed, id, acmesPort, "", "x".repeat(10_000), "sk_' or 1=1 --")) {
            refused(order(other, circuit(wrong, 100)), 400, PATH, "there is no such service key");
        }
        assertThat(order(acme, byKey(item("virtual-circuit", Map.of("speedMbps", 100)), "zEnd", text))
                        .messages())
                .contains("a port of your own");
        ObjectNode byId = item("virtual-circuit", Map.of("speedMbps", 100));
        byId.withObject("product")
                .withArray("productRelationship")
                .addObject()
                .put("relationshipType", "reliesOn")
                .putObject("product")
                .put("id", id);
        assertThat(order(other, byId).messages()).contains("you hold no product");
    }

    @Test
    void a_key_is_good_up_to_its_speed_and_its_date_and_until_it_is_revoked() {
        key(Map.of("singleUse", false, "expiresAt", "2099-01-01T00:00:00Z"));
        refused(order(other, circuit(text, 2_000)), 400, PATH, "at most 1000 Mbit/s");
        ordered(1_000);
        jdbi.useHandle(handle -> handle.execute("update service_key set expires_at = current_timestamp"));
        refused(order(other, circuit(text, 100)), 400, PATH, "'" + id + "' is expired");
        assertThat(delete(acme, KEYS + "/" + id).status()).isEqualTo(204);
        refused(order(other, circuit(text, 100)), 400, PATH, "'" + id + "' is revoked");
    }

    @Test
    void all_that_is_wrong_with_an_order_is_told_at_once() {
        ObjectNode circuit = circuit(UNKNOWN, 123);

        Reply reply = order(other, circuit);

        assertThat(reply.paths())
                .containsExactlyInAnyOrder(PATH, "productOrderItem[0].product.productCharacteristic[0].value");
    }

    @Test
    void it_goes_with_connections_and_one_end_only() {
        key(Map.of("singleUse", false));
        ObjectNode gateway = byKey(item("multi-cloud-gateway", Map.of("speedMbps", 1_000)), "port", text);
        gateway.withObject("product")
                .putArray("place")
                .addObject()
                .put("role", "installationPlace")
                .putObject("place")
                .put("id", "EQIX-DC2");
        assertThat(order(other, gateway).messages()).contains("can't be ordered with a service key");
        ObjectNode both = byKey(byKey(item("virtual-circuit", Map.of("speedMbps", 100)), "aEnd", text), "zEnd", text);
        assertThat(order(other, both).messages()).contains("one end at most");
        ObjectNode cloud = item(
                "cloud-connection",
                Map.of("cloud", "aws", "onRamp", "EQIX-DC2", "speedMbps", 500, "awsAccountId", "123456789012"));
        assertThat(order(other, byKey(cloud, "attachment", text)).status()).isEqualTo(201);
    }

    @Test
    void a_key_where_none_belongs_is_refused_and_hidden_in_what_is_stored() {
        key(Map.of());
        ObjectNode item = circuit(text, 100);
        item.putArray("productOrderItemRelationship")
                .addObject()
                .put("relationshipType", "reliesOn")
                .put("id", "1")
                .put("serviceKey", text);
        assertThat(order(other, item).paths())
                .isEqualTo(List.of("productOrderItem[0].productOrderItemRelationship[0].serviceKey"));
        ObjectNode apart = circuit(text, 100);
        ((ObjectNode) apart.path("product").path("productRelationship").path(1)).put("relationshipType", "diverseFrom");
        Reply refused = order(other, apart);
        assertThat(refused.paths()).contains("productOrderItem[0].product.productRelationship[1].relationshipType");
        assertThat(refused.text()).doesNotContain(text);

        ObjectNode noted = circuit(text, 100).put("description", "by " + text);
        Reply placed = order(other, noted);
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        assertThat(placed.text()).contains("by " + id).doesNotContain(text);
        Reply patched = patch(
                other,
                ORDERS + "/" + placed.json().path("id").asText(),
                "{\"category\":\"" + text + "\"}",
                "application/json");
        assertThat(patched.json().path("category").asText()).as(patched.text()).isEqualTo(id);
        assertThat(rows()).noneMatch(row -> row.contains(text.substring(id.length() + 1)));
    }

    @Test
    void the_key_itself_is_in_no_table_answer_or_log() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("dev.turnup");
        Level before = ours.getLevel();
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
        key(Map.of("singleUse", false));
        String secret = text.substring(id.length() + 1);
        Reply placed = post(
                other,
                ORDERS,
                "{\"productOrderItem\":[" + circuit(text, 100) + "]}",
                "Idempotency-Key",
                "secret-" + id);
        Reply over = order(other, circuit(text, 5_000));
        ours.setLevel(before);
        root.detachAppender(log);

        assertThat(placed.status()).isEqualTo(201);
        assertThat(over.status()).isEqualTo(400);
        assertThat(placed.text() + over.text()).doesNotContain(secret);
        assertThat(rows()).anyMatch(row -> row.contains(id)).noneMatch(row -> row.contains(secret));
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(secret));
    }

    @Test
    void what_was_ordered_is_made_faster_up_to_the_keys_speed_and_while_it_is_open() {
        key(Map.of());
        String product = activate(ordered(500), circuitReceipts(id));
        String speed = "productOrderItem[0].product.productCharacteristic[0].value";

        refused(order(other, change("modify", product, Map.of("speedMbps", 2_000))), 400, speed, "at most 1000 Mbit/s");
        delete(acme, KEYS + "/" + id);
        refused(order(other, change("modify", product, Map.of("speedMbps", 1_000))), 400, speed, "gets no faster");
        assertThat(order(other, change("modify", product, Map.of("speedMbps", 200)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_used_key_is_open_for_a_raise_and_the_raise_is_held_on_the_issuers_port() {
        key(Map.of());
        String product = activate(ordered(500), circuitReceipts(id));

        Reply raised = order(other, change("modify", product, Map.of("speedMbps", 1_000)));

        assertThat(raised.status()).as(raised.text()).isEqualTo(201);
        assertThat(plan(raised.json().path("id").asText())).contains("\"id\":\"port:" + ACMES_UNIT + "\"");
    }

    @Test
    void a_window_is_booked_up_to_the_keys_speed_and_reserved_on_the_issuers_port() {
        key(Map.of());
        String product = activate(ordered(500), circuitReceipts(id));

        refused(window(product, 2_000), 400, "product[0].speedMbps", "at most 1000 Mbit/s");
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into capacity_pool (id, total) values (?, 10000) on conflict do nothing",
                    "port:" + ACMES_UNIT);
            handle.execute(
                    "insert into capacity_claim (owner, pool, product_id, mbps, from_at) values ('x', ?, 'x', 9500, current_timestamp)",
                    "port:" + ACMES_UNIT);
        });
        refused(window(product, 1_000), 409, "product[0].speedMbps", "free on the port of " + id);
        jdbi.useHandle(handle -> handle.execute("delete from capacity_claim"));
        Reply booked = window(product, 1_000);
        assertThat(booked.status()).as(booked.text()).isEqualTo(201);
        assertThat(booked.text()).doesNotContain(ACMES_UNIT);
        assertThat(rows()).anyMatch(row -> row.contains("port:" + ACMES_UNIT) && row.contains("1000"));
    }

    private Reply window(String product, int speed) {
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        return post(other, "/api/v1/windows", """
                {"timeZone": "UTC", "start": "%sT10:00", "end": "%sT12:00", "product": [{"id": "%s", "speedMbps": %d}]}""".formatted(tomorrow, tomorrow, product, speed));
    }

    @Test
    void the_port_stays_while_others_are_on_it() {
        key(Map.of());
        String product = activate(ordered(500), circuitReceipts(id));

        Reply refused = order(acme, change("delete", acmesPort, Map.of()));
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.messages()).contains(id).doesNotContain(product);
        assertThat(order(other, change("delete", product, Map.of())).status()).isEqualTo(201);
        jdbi.useHandle(handle -> handle.execute("update product set state = 'terminated' where id = ?", product));
        assertThat(order(acme, change("delete", acmesPort, Map.of())).status()).isEqualTo(201);
    }

    @Test
    void what_can_not_be_connected_to_now_is_a_conflict() {
        key(Map.of());
        jdbi.useHandle(handle -> handle.execute("update product set state = 'suspended' where id = ?", acmesPort));

        refused(order(other, circuit(text, 100)), 409, PATH, "nothing can be connected at present");
    }
}
