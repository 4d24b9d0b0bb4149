package dev.turnup.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.OrderDraft.AnswerRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What customers and operators want, and most of all to be otherwise. */
final class Wishes {
    private Wishes() {}

    static OrderDraft.Item modify(String id, String product, Map<String, ?> characteristics) {
        return item(id, "modify", product, null, characteristics);
    }

    static OrderDraft.Item rename(String id, String product, String name) {
        return item(id, "modify", product, name, Map.of());
    }

    static OrderDraft.Item delete(String id, String product) {
        return item(id, "delete", product, null, Map.of());
    }

    static OrderDraft.Item of(String id, String action, String product) {
        return item(id, action, product, null, Map.of());
    }

    /** A new line. */
    static OrderDraft.Item internet(String building, int mbps, @Nullable AnswerRef answer) {
        return new OrderDraft.Item(
                "productOrderItem[0]",
                "1",
                "add",
                "internet-on-demand",
                null,
                null,
                List.of(new OrderDraft.Place("place", building)),
                List.of(new OrderDraft.Characteristic("speed", null, "speedMbps", Json.tree(mbps))),
                List.of(),
                answer);
    }

    /** Characteristics as an order has them. */
    static Map<String, JsonNode> values(Map<String, ?> characteristics) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        characteristics.forEach((name, value) -> values.put(name, Json.tree(value)));
        return values;
    }

    static OrderDraft.Item item(String id, String action, String product, String name, Map<String, ?> characteristics) {
        List<OrderDraft.Characteristic> values = new ArrayList<>();
        characteristics.forEach(
                (key, value) -> values.add(new OrderDraft.Characteristic(key, null, key, Json.tree(value))));
        return new OrderDraft.Item(
                "productOrderItem[" + id + "]", id, action, null, product, name, List.of(), values, List.of());
    }
}
