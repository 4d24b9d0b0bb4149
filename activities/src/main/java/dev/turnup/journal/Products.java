package dev.turnup.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.journal.Events.Event;
import dev.turnup.order.ProductState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What orders do to products. */
final class Products {
    private Products() {}

    /** The product becomes active, and keeps the receipts of the steps that made it; what that is in history. */
    static List<Event> activate(Handle tx, String orderId, String itemId, Instant at) {
        Map<String, JsonNode> receipts = new LinkedHashMap<>();
        tx.createQuery("""
                select step, receipt from step
                where order_id = :order and item_id = :item and receipt is not null and undone_at is null
                order by generation""")
                .bind("order", orderId)
                .bind("item", itemId)
                .map((row, context) -> Map.entry(row.getString("step"), row.getString("receipt")))
                .forEach(row -> receipts.put(row.getKey(), Json.read(row.getValue(), JsonNode.class)));
        return tx.createUpdate("""
                update product set state = 'active', active_since = :at, receipts = :receipts
                where order_id = :order and item_id = :item and state = 'pendingActive'""")
                .bind("at", at)
                .bind("receipts", Json.write(receipts))
                .bind("order", orderId)
                .bind("item", itemId)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(String.class)
                .map(id -> state(id, ProductState.pendingActive, ProductState.active))
                .list();
    }

    static Event state(String product, ProductState from, ProductState to) {
        return new Event("productState", product, Map.of("from", from, "to", to));
    }

    /** What an operator has changed on the way; what that is in history. */
    static Event change(Handle tx, String orderId, String itemId, Map<String, JsonNode> characteristics) {
        Body product = tx.createQuery(
                        "select id, body from product where order_id = :order and item_id = :item for update")
                .bind("order", orderId)
                .bind("item", itemId)
                .map(ConstructorMapper.of(Body.class))
                .one();
        JsonNode changed = Json.read(product.body(), JsonNode.class);
        if (changed.path("characteristics") instanceof ObjectNode values) {
            values.setAll(characteristics);
        }
        tx.createUpdate("update product set body = :body where order_id = :order and item_id = :item")
                .bind("body", changed.toString())
                .bind("order", orderId)
                .bind("item", itemId)
                .execute();
        return new Event("productChange", product.id(), Map.of("fields", characteristics.keySet()));
    }

    private record Body(String id, String body) {}
}
