package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.FalloutReads.FalloutRow;
import org.jspecify.annotations.Nullable;

/** One entry of the inbox as it is answered. */
final class FalloutAnswer {
    private FalloutAnswer() {}

    static ObjectNode json(FalloutRow row) {
        ObjectNode json = TreeJson.object()
                .put("@type", "Fallout")
                .put("id", row.id())
                .put("href", Fallouts.PATH + "/" + row.id())
                .put("status", row.closedAt() == null ? "open" : "closed")
                .put("orderId", row.orderId())
                .put("tenant", row.tenant())
                .put("item", row.itemId())
                .put("step", row.step())
                .put("generation", row.generation())
                .put("verb", row.verb())
                .put("code", row.code())
                .put("message", row.message())
                .put("openedAt", row.openedAt().toString());
        if (row.closedAt() != null) {
            json.put("closedAt", row.closedAt().toString());
        }
        if (row.decision() != null) {
            ObjectNode decision = json.putObject("decision")
                    .put("action", row.decision())
                    .put("actor", row.actor())
                    .put("reason", row.reason());
            document(decision, "before", row.before());
            document(decision, "input", row.after());
        }
        return json;
    }

    private static void document(ObjectNode json, String name, @Nullable String document) {
        if (document != null) {
            json.set(name, Json.read(document, JsonNode.class));
        }
    }
}
