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
     * @param totalMbps all there is; {@link #NO_LIMIT} where nobody knows
     */
    public record Pool(String id, long totalMbps) {
        /** An exabit per second, so that what is sold counts there, too, and is never too much. */
        public static final long NO_LIMIT = 1_000_000_000_000L;

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

        /**
         * All lines into one building together.
         *
         * @param limitMbps 0 where no limit is known
         */
        public static Pool location(String placeId, long limitMbps) {
            return new Pool("location:" + placeId, limitMbps == 0 ? NO_LIMIT : limitMbps);
        }
    }

    public record Receipt(long mbps, List<Pool> pools) {}
}
