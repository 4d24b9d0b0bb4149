package dev.turnup.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders as customers place them. */
final class Orders {
    static final String SITE = "EQIX-DC2";
    static final String FIBRE = "BLD-003286";
    /** A building that a field crew needs 16 days for. */
    static final String NO_FIBRE_YET = "BLD-000005";

    private Orders() {}

    static OrderRequest of(OrderRequest.Item... items) {
        return new OrderRequest(CompletionMode.allOrNothing, List.of(items));
    }

    static OrderRequest bestEffort(OrderRequest.Item... items) {
        return new OrderRequest(CompletionMode.bestEffort, List.of(items));
    }

    static OrderRequest.Item port(String id) {
        return item(id, "port", SITE, Map.of("speedMbps", 10_000));
    }

    static OrderRequest.Item internet(String id, String building) {
        return item(id, "internet-on-demand", building, Map.of("speedMbps", 1_000));
    }

    static OrderRequest.Item gateway(String id, String... ports) {
        return item(id, "multi-cloud-gateway", SITE, Map.of("asn", 65_010, "speedMbps", 2_000), ports);
    }

    static OrderRequest.Item circuit(String id, String a, String z) {
        return item(id, "virtual-circuit", null, Map.of("speedMbps", 1_000), a, z);
    }

    static OrderRequest.Item azure(String id, String on) {
        return item(
                id,
                "cloud-connection",
                null,
                Map.of("cloud", "azure", "onRamp", SITE, "speedMbps", 1_000, "azureServiceKey", "secret:azure-" + id),
                on);
    }

    /** The same on a gateway that is there, as it was when it was new. */
    static OrderRequest.Item azureOnProduct(String id, String gateway) {
        OrderRequest.Item any = azure(id, id);
        List<OrderRequest.Relation> on = List.of(new OrderRequest.Relation(null, gateway));
        return new OrderRequest.Item(
                id, any.action(), any.offering(), any.name(), any.place(), any.characteristics(), on);
    }

    /** A hosted connection, which its owner has to accept. */
    static OrderRequest.Item aws(String id, String on) {
        return item(
                id,
                "cloud-connection",
                null,
                Map.of("cloud", "aws", "onRamp", SITE, "speedMbps", 500, "awsAccountId", "123456789012"),
                on);
    }

    /** The same with the VLAN that the customer wants on the port. */
    static OrderRequest.Item aws(String id, String port, int vlan) {
        OrderRequest.Item any = aws(id, port);
        Map<String, JsonNode> values = new LinkedHashMap<>(any.characteristics());
        values.put("vlan", Json.tree(vlan));
        return new OrderRequest.Item(
                id, any.action(), any.offering(), any.name(), any.place(), values, any.relations());
    }

    static OrderRequest.Item item(
            String id, String offering, String place, Map<String, ?> characteristics, String... reliesOn) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        characteristics.forEach((name, value) -> values.put(name, Json.tree(value)));
        List<OrderRequest.Relation> relations = Arrays.stream(reliesOn)
                .map(other -> new OrderRequest.Relation(other, null))
                .toList();
        return new OrderRequest.Item(id, "add", offering, null, place, values, relations);
    }
}
