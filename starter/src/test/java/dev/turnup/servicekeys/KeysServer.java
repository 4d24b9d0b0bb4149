package dev.turnup.servicekeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An intake in which acme has a port, and other has one, too. */
abstract class KeysServer extends IntakeServer {
    static final String KEYS = "/api/v1/service-keys";
    static final String ACMES_UNIT = "DC2-sw1-10G-07";
    static final String OTHERS_UNIT = "DC2-sw2-10G-11";

    @Autowired
    private ApiKeys apiKeys;

    String third = "";
    /** The product ids of the two ports. */
    String acmesPort = "";

    String othersPort = "";

    @BeforeEach
    void ports() {
        apiKeys.addTenant("third", "Third");
        third = apiKeys.create("third", Caller.Role.customer, "third's key");
        acmesPort = port(acme, ACMES_UNIT);
        othersPort = port(other, OTHERS_UNIT);
    }

    private String port(String key, String unit) {
        ObjectNode item = item("port", Map.of("speedMbps", 10_000));
        item.withObject("product")
                .putArray("place")
                .addObject()
                .put("role", "installationPlace")
                .putObject("place")
                .put("id", "EQIX-DC2");
        Map<String, ?> receipt = Map.of("portId", unit, "site", "EQIX-DC2", "device", "DC2-sw1", "speedMbps", 10_000);
        return active(key, item, Map.of("reserve-port", receipt));
    }

    /** Orders it, and makes it what it is when its workflow has ended. */
    String active(String key, ObjectNode item, Map<String, ?> receipts) {
        Reply reply = order(key, item);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return activate(reply.json().path("id").asText(), receipts);
    }

    String activate(String order, Map<String, ?> receipts) {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update product set state = 'active', active_since = current_timestamp, receipts = ? where order_id = ?",
                    Json.write(receipts),
                    order);
            handle.execute(
                    "update order_item set committed_at = current_timestamp, state = 'completed' where order_id = ?",
                    order);
            receipts.forEach((step, receipt) -> handle.execute("""
                    insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, receipt)
                    values (?, '1', ?, 1, ?, 'APPLY', 'done', '{}', ?)""", order, step, queue(step), Json.write(receipt)));
        });
        return order + "-1";
    }

    private static String queue(String step) {
        return step.startsWith("assign-vlan") ? "vlan.test" : step.endsWith("circuit") ? "circuit.test" : "port.test";
    }

    /** What a circuit gets, seen from whom lent the port at its Z end. */
    static Map<String, ?> circuitReceipts(String keyId) {
        return Map.of(
                "assign-vlan-a", Map.of("portId", OTHERS_UNIT, "vlan", 100),
                "assign-vlan-z", Map.of("portId", ACMES_UNIT, "vlan", 1_234, "serviceKey", keyId),
                "set-up-circuit", Map.of("circuitId", "vc-1", "vni", 4_100));
    }

    Reply order(String key, ObjectNode... items) {
        ObjectNode order = (ObjectNode) Json.tree(Map.of());
        order.putArray("productOrderItem").addAll(List.of(items));
        return post(key, ORDERS, order.toString());
    }

    static ObjectNode item(String offering, Map<String, ?> values) {
        ObjectNode item = (ObjectNode) Json.tree(Map.of("id", "1", "action", "add"));
        item.putObject("productOffering").put("id", offering);
        ObjectNode product = item.putObject("product");
        values.forEach((name, value) -> product.withArray("productCharacteristic")
                .addObject()
                .put("name", name)
                .set("value", Json.tree(value)));
        return item;
    }

    /** From other's port to what the key leads to. */
    ObjectNode circuit(String serviceKey, int speed) {
        ObjectNode item = item("virtual-circuit", Map.of("speedMbps", speed));
        item.withObject("product")
                .withArray("productRelationship")
                .addObject()
                .put("relationshipType", "reliesOn")
                .put("role", "aEnd")
                .putObject("product")
                .put("id", othersPort);
        return byKey(item, "zEnd", serviceKey);
    }

    static ObjectNode byKey(ObjectNode item, String role, String serviceKey) {
        item.withObject("product")
                .withArray("productRelationship")
                .addObject()
                .put("relationshipType", "reliesOn")
                .put("role", role)
                .put("serviceKey", serviceKey);
        return item;
    }

    static ObjectNode change(String action, String product, Map<String, ?> values) {
        ObjectNode item = item("virtual-circuit", values);
        item.remove("productOffering");
        item.put("action", action).withObject("product").put("id", product);
        return item;
    }

    ObjectNode wish(Map<String, ?> more) {
        ObjectNode wish = (ObjectNode) Json.tree(Map.of("name", "For Other", "maxSpeedMbps", 1_000));
        wish.putObject("port").put("id", acmesPort);
        more.forEach((name, value) -> wish.set(name, Json.tree(value)));
        return wish;
    }

    JsonNode issued(Map<String, ?> more) {
        Reply reply = post(acme, KEYS, wish(more).toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    JsonNode read(String id) {
        Reply reply = get(acme, KEYS + "/" + id);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    void refused(Reply reply, int status, String path, String message) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.paths()).isEqualTo(List.of(path));
        assertThat(reply.messages()).contains(message);
        assertThat(reply.text())
                .doesNotContain(ACMES_UNIT)
                .doesNotContain(acmesPort)
                .doesNotContain("acme");
    }

    /** Every row of every table. */
    List<String> rows() {
        return jdbi.withHandle(handle -> handle
                .select(
                        "select table_name from information_schema.tables where table_schema = 'turnup'"
                                + " and table_name not in ('place', 'port_unit', 'ip_prefix', 'vni', 'location_1', 'location_key_1')")
                .mapTo(String.class)
                .list()
                .stream()
                .flatMap(table -> handle.createQuery("select * from \"" + table + "\"").mapToMap().stream())
                .map(Object::toString)
                .toList());
    }
}
