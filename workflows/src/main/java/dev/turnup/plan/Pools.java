package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.access.Access;
import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.Inventory.Place;
import dev.turnup.port.Port;
import dev.turnup.qualification.Qualification;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which shared bandwidth a product takes its own from: that of ports, and of lines into buildings. Routers are shared by more
 * than they forward at once, so nothing is kept of a gateway's.
 */
public final class Pools {
    private Pools() {}

    /**
     * What a building can have.
     *
     * @param maxSpeedMbps of one line, in megabits per second
     * @param capacityMbps of all lines together; 0 where no limit is known
     */
    public record Limits(String place, long maxSpeedMbps, long capacityMbps) {
        public static Limits of(Place place) {
            return new Limits(place.id(), place.maxSpeedMbps(), place.capacityMbps());
        }

        static Limits of(String place, Qualification.Answered answered) {
            return new Limits(place, answered.maxSpeedMbps(), answered.capacityMbps());
        }

        /** What is sold counts also where no limit is known: the list may name one later. */
        Pool location() {
            return Pool.location(place, capacityMbps);
        }
    }

    /**
     * @param bases what the product relies on
     * @param limits of its place
     */
    public static List<Pool> of(HeldProduct product, List<HeldProduct> bases, Optional<Limits> limits) {
        if (product.specification().equals("internet-on-demand")) {
            String line = receipt(product, "build-access", Access.Receipt.class)
                    .map(Access.Receipt::accessId)
                    .orElse(product.id());
            return limits.stream()
                    .flatMap(limit -> Stream.of(Pool.access(line, limit.maxSpeedMbps()), limit.location()))
                    .toList();
        }
        return product.specification().equals("multi-cloud-gateway")
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
