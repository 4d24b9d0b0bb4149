package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.access.Access;
import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.port.Port;
import java.util.List;
import java.util.Optional;

/**
 * Which shared bandwidth a product takes its own from: that of ports, and of lines into buildings. Routers are shared by more
 * than they forward at once, so nothing is kept of a gateway's.
 */
public final class Pools {
    private Pools() {}

    /**
     * @param bases what the product relies on
     * @param maxSpeedMbps what its place can have, in megabits per second
     */
    public static List<Pool> of(HeldProduct product, List<HeldProduct> bases, Optional<Long> maxSpeedMbps) {
        if (product.offering().equals("internet-on-demand")) {
            String line = receipt(product, "build-access", Access.Receipt.class)
                    .map(Access.Receipt::accessId)
                    .orElse(product.id());
            return maxSpeedMbps.stream().map(max -> Pool.access(line, max)).toList();
        }
        return product.offering().equals("multi-cloud-gateway")
                ? List.of()
                : bases.stream()
                        .flatMap(base -> receipt(base, "reserve-port", Port.Receipt.class).stream())
                        .map(port -> Pool.port(port.portId(), port.totalMbps()))
                        .toList();
    }

    private static <R> Optional<R> receipt(HeldProduct product, String step, Class<R> type) {
        JsonNode receipt = product.receipts().get(step);
        return Optional.ofNullable(receipt).map(node -> Json.read(node, type));
    }
}
