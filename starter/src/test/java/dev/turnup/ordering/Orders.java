package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import java.util.List;

/** Orders in the making, for tests. */
final class Orders {
    static final String SITE = "EQIX-DC2";

    private Orders() {}

    static ObjectNode of(ObjectNode... items) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.putArray("productOrderItem").addAll(List.of(items));
        return order;
    }

    static ObjectNode item(String id, String offering) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", id).put("action", "add").putObject("productOffering").put("id", offering);
        item.putObject("product");
        return item;
    }

    static ObjectNode port(String id) {
        return at(with(item(id, "port"), "speedMbps", 10_000), SITE);
    }

    static ObjectNode gateway(String id) {
        return at(with(item(id, "multi-cloud-gateway"), "speedMbps", 1_000), SITE);
    }

    static ObjectNode internet(String id, String building, int speed) {
        return at(with(item(id, "internet-on-demand"), "speedMbps", speed), building);
    }

    static ObjectNode circuit(String id, String a, String z) {
        return reliesOn(reliesOn(with(item(id, "virtual-circuit"), "speedMbps", 100), a), z);
    }

    static ObjectNode aws(String id, String base) {
        ObjectNode item = with(item(id, "cloud-connection"), "cloud", "aws");
        return reliesOn(with(with(with(item, "onRamp", SITE), "speedMbps", 500), "awsAccountId", "123456789012"), base);
    }

    static ObjectNode with(ObjectNode item, String name, Object value) {
        ArrayNode list = item.withObject("product").withArray("productCharacteristic");
        list.addObject().put("name", name).set("value", Json.tree(value));
        return item;
    }

    /** Another value for a characteristic that is there. */
    static ObjectNode change(ObjectNode item, String name, Object value) {
        for (JsonNode one : item.path("product").path("productCharacteristic")) {
            if (one.path("name").asText().equals(name)) {
                ((ObjectNode) one).set("value", Json.tree(value));
            }
        }
        return item;
    }

    static ObjectNode at(ObjectNode item, String place) {
        ObjectNode related = item.withObject("product").withArray("place").addObject();
        related.put("role", "installationPlace").putObject("place").put("id", place);
        return item;
    }

    static ObjectNode reliesOn(ObjectNode item, String other) {
        return related(item, "reliesOn", other);
    }

    static ObjectNode related(ObjectNode item, String type, String other) {
        item.withArray("productOrderItemRelationship")
                .addObject()
                .put("id", other)
                .put("relationshipType", type);
        return item;
    }

    static ObjectNode onProduct(ObjectNode item, String product) {
        item.withObject("product")
                .withArray("productRelationship")
                .addObject()
                .put("relationshipType", "reliesOn")
                .putObject("product")
                .put("id", product);
        return item;
    }
}
