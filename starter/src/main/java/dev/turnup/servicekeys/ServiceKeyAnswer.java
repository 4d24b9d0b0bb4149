package dev.turnup.servicekeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.ProductBody;
import dev.turnup.intake.ServiceKeys.Connection;
import dev.turnup.plan.ServiceKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service key as its owner is answered, never with the key itself, and what was ordered with it, never by whom. */
public final class ServiceKeyAnswer {
    private ServiceKeyAnswer() {}

    static ObjectNode of(ServiceKey key, List<Connection> connections) {
        ObjectNode json = TreeJson.object()
                .put("@type", "ServiceKey")
                .put("id", key.id())
                .put("href", ServiceKeyList.PATH + "/" + key.id())
                .put("name", key.name())
                .put("state", key.state().name());
        json.putObject("port").put("id", key.productId()).put("href", TmfPaths.PRODUCTS + "/" + key.productId());
        json.put("maxSpeedMbps", key.maxSpeedMbps())
                .put("singleUse", key.singleUse())
                .put("creationDate", key.createdAt().toString());
        put(json, "expiresAt", key.expiresAt());
        put(json, "revokedAt", key.revokedAt());
        ArrayNode list = json.putArray("connection");
        connections.stream().filter(one -> one.serviceKey().equals(key.id())).forEach(one -> list.add(of(one)));
        return json;
    }

    /** What the owner of the port has to know to serve it. */
    public static ObjectNode of(Connection connection) {
        ObjectNode json = TreeJson.object()
                .put("@type", "ServiceKeyConnection")
                .put("serviceKey", connection.serviceKey())
                .put("status", connection.state());
        json.set(
                "speedMbps",
                Json.read(connection.body(), ProductBody.class)
                        .characteristics()
                        .get("speedMbps"));
        Json.read(connection.receipts(), JsonNode.class)
                .valueStream()
                .filter(receipt -> receipt.path("serviceKey").asText().equals(connection.serviceKey()))
                .forEach(receipt -> json.set("vlan", receipt.path("vlan")));
        json.put("creationDate", connection.createdAt().toString());
        put(json, "startDate", connection.activeSince());
        put(json, "terminationDate", connection.endedAt());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Instant at) {
        if (at != null) {
            json.put(name, at.toString());
        }
    }
}
