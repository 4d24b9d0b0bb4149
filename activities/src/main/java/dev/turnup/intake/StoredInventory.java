package dev.turnup.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.plan.Inventory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The inventory in tables place and product. */
public final class StoredInventory implements Inventory {
    private final Jdbi jdbi;

    public StoredInventory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Place> place(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, kind, name, on_ramps, technology, max_speed, lead_days from place where id = :id""")
                .bind("id", id)
                .map((row, context) -> new Place(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("name"),
                        onRamps(row.getString("on_ramps")),
                        row.getString("technology"),
                        row.getLong("max_speed"),
                        row.getInt("lead_days")))
                .findOne());
    }

    @Override
    public Optional<HeldProduct> product(String tenant, String productId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, offering, state, receipts from product where id = :id and tenant = :tenant")
                .bind("id", productId)
                .bind("tenant", tenant)
                .map((row, context) -> new HeldProduct(
                        row.getString("id"),
                        row.getString("offering"),
                        row.getString("state"),
                        receipts(row.getString("receipts"))))
                .findOne());
    }

    /** {@code cloud:region;cloud:region} */
    private static Map<String, String> onRamps(String text) {
        Map<String, String> onRamps = new LinkedHashMap<>();
        for (String pair : text.split(";", 0)) {
            int colon = pair.indexOf(':');
            if (colon > 0) {
                onRamps.putIfAbsent(pair.substring(0, colon), pair.substring(colon + 1));
            }
        }
        return onRamps;
    }

    private static Map<String, JsonNode> receipts(String json) {
        Map<String, JsonNode> receipts = new LinkedHashMap<>();
        Json.read(json, JsonNode.class).properties().forEach(step -> receipts.put(step.getKey(), step.getValue()));
        return receipts;
    }
}
