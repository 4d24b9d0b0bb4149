package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What intake looks up to judge and plan an order. */
public interface Inventory {

    Optional<Place> place(String id);

    /** A product of this tenant; another tenant's is not there. */
    Optional<HeldProduct> product(String tenant, String productId);

    /**
     * A site or a building.
     *
     * @param kind {@code site} or {@code building}
     * @param onRamps the clouds reached there, each with the cloud's region
     * @param technology how a building is reached: {@code fiber}, {@code fiber-build} or {@code none}
     * @param maxSpeedMbps megabits per second, 0 where nothing can be had
     * @param leadTimeDays whole days of field work
     */
    record Place(
            String id,
            String kind,
            String name,
            Map<String, String> onRamps,
            String technology,
            long maxSpeedMbps,
            int leadTimeDays) {}

    /** @param receipts of the steps that made it, by step name */
    record HeldProduct(String id, String offering, String state, Map<String, JsonNode> receipts) {}
}
