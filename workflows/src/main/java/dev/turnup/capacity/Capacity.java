package dev.turnup.capacity;

import dev.turnup.step.Capability;
import java.util.List;

/** Bandwidth that a product takes of what several share: a port, a line into a building, the building. */
public final class Capacity {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("capacity", Desired.class, Receipt.class);

    private Capacity() {}

    /**
     * @param productId whose bandwidth it is, of whose claims on a pool the largest counts
     * @param mbps megabits per second
     * @param pools where it must be free
     */
    public record Desired(String productId, long mbps, List<Pool> pools) {}

    /**
     * @param id {@code port:}, {@code access:} or {@code location:} and the resource's own id
     * @param totalMbps all there is
     */
    public record Pool(String id, long totalMbps) {

        /** Whether it is what the provider wants to sell, and not what is there. */
        public boolean isLimit() {
            return id.startsWith("location:");
        }

        public static Pool port(String portId, long totalMbps) {
            return new Pool("port:" + portId, totalMbps);
        }

        public static Pool access(String accessId, long totalMbps) {
            return new Pool("access:" + accessId, totalMbps);
        }

        /** All lines into one building together. */
        public static Pool location(String placeId, long totalMbps) {
            return new Pool("location:" + placeId, totalMbps);
        }
    }

    public record Receipt(long mbps, List<Pool> pools) {}
}
