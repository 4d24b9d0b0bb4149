package dev.turnup.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What the commit does to products. */
final class Products {
    private Products() {}

    /** The product becomes active, and keeps the receipts of the steps that made it. */
    static void activate(Handle tx, String orderId, String itemId, Instant at) {
        Map<String, JsonNode> receipts = new LinkedHashMap<>();
        tx.createQuery("""
                select step, receipt from step
                where order_id = :order and item_id = :item and receipt is not null and undone_at is null
                order by generation""")
                .bind("order", orderId)
                .bind("item", itemId)
                .map((row, context) -> Map.entry(row.getString("step"), row.getString("receipt")))
                .forEach(row -> receipts.put(row.getKey(), Json.read(row.getValue(), JsonNode.class)));
        tx.createUpdate("""
                update product set state = 'active', active_since = :at, receipts = :receipts
                where order_id = :order and item_id = :item and state = 'pendingActive'""")
                .bind("at", at)
                .bind("receipts", Json.write(receipts))
                .bind("order", orderId)
                .bind("item", itemId)
                .execute();
    }
}
