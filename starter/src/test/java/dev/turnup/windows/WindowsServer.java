package dev.turnup.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** An intake with products in service, for which windows can be booked. */
abstract class WindowsServer extends IntakeServer {
    static final String WINDOWS = "/api/v1/windows";
    static final String SITE = "EQIX-DC2";
    static final LocalDateTime TOMORROW =
            LocalDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.MINUTES);

    private static final Map<String, String> QUEUES = Map.of(
            "build-access", "access.test",
            "reserve-port", "port.test",
            "create-gateway", "gateway.test",
            "set-up-circuit", "circuit.test",
            "set-up-route", "route.test");

    String internet() {
        return active(
                "internet-on-demand",
                "BLD-003286",
                Map.of("speedMbps", 1_000),
                "build-access",
                Map.of("accessId", "acc-1", "building", "BLD-003286", "technology", "fiber"));
    }

    String port(String id) {
        return active(
                "port",
                SITE,
                Map.of("speedMbps", 10_000),
                "reserve-port",
                Map.of("portId", id, "site", SITE, "device", "sw1", "speedMbps", 10_000));
    }

    String circuit(String... ports) {
        return active(
                "virtual-circuit",
                "",
                Map.of("speedMbps", 1_000),
                "set-up-circuit",
                Map.of("circuitId", "vc-1", "vni", 4_100),
                ports);
    }

    String connection(String cloud, String key, String value, int speed, String port) {
        return active(
                "cloud-connection",
                "",
                Map.of("cloud", cloud, "onRamp", SITE, "speedMbps", speed, key, value),
                "set-up-route",
                Map.of("cloud", cloud, "connectionId", "c-1", "state", "up"),
                port);
    }

    /** Orders it, and makes it what it is when its workflow has ended. */
    private String active(
            String offering, String place, Map<String, ?> values, String step, Map<String, ?> receipt, String... on) {
        ObjectNode order = (ObjectNode) Json.tree(Map.of());
        ObjectNode item =
                order.putArray("productOrderItem").addObject().put("id", "1").put("action", "add");
        item.putObject("productOffering").put("id", offering);
        ObjectNode product = item.putObject("product");
        values.forEach((name, value) -> product.withArray("productCharacteristic")
                .addObject()
                .put("name", name)
                .set("value", Json.tree(value)));
        if (!place.isEmpty()) {
            product.putArray("place")
                    .addObject()
                    .put("role", "installationPlace")
                    .putObject("place")
                    .put("id", place);
        }
        for (String base : on) {
            product.withArray("productRelationship")
                    .addObject()
                    .put("relationshipType", "reliesOn")
                    .putObject("product")
                    .put("id", base);
        }
        Reply reply = post(acme, ORDERS, order.toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return inService(reply.json(), step, QUEUES.get(step), receipt);
    }

    static ObjectNode window(Object start, Object end, Map<String, ?> speeds) {
        ObjectNode window = (ObjectNode) Json.tree(Map.of("timeZone", "UTC"));
        window.put("start", start.toString()).put("end", end.toString()).putArray("product");
        speeds.forEach((id, speed) ->
                window.withArray("product").addObject().put("id", id).set("speedMbps", Json.tree(speed)));
        return window;
    }

    /** Four hours tomorrow. */
    static ObjectNode window(String product, int speed) {
        return window(TOMORROW, TOMORROW.plusHours(4), Map.of(product, speed));
    }

    List<String> list(String sql, Object... arguments) {
        return jdbi.withHandle(
                handle -> handle.select(sql, arguments).mapTo(String.class).list());
    }

    Reply book(ObjectNode window) {
        return post(acme, WINDOWS, window.toString());
    }

    JsonNode booked(ObjectNode window) {
        Reply reply = book(window);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    void refused(ObjectNode window, int status, String path, String message) {
        Reply reply = book(window);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.paths()).isEqualTo(List.of(path));
        assertThat(reply.messages()).contains(message);
        assertThat(count("event_window")).isZero();
        assertThat(count("capacity_claim")).isZero();
    }
}
