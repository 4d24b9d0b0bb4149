package dev.turnup.port;

import dev.turnup.step.Capability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A physical port at a data centre. */
public final class Port {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("port", Desired.class, Receipt.class);

    private Port() {}

    /**
     * @param speedMbps line rate of each member in megabits per second
     * @param members how many form the port: 0 and 1 are a single one, 2 to 8 a link aggregation group (IEEE 802.1AX)
     * @param suspended whether nothing passes, though the port stays taken
     * @param apart what must not be shared, {@code device} or {@code entry}, with the ports whose receipts come as
     *     {@code apart1}, {@code apart2}, …
     */
    public record Desired(String site, long speedMbps, int members, boolean suspended, List<String> apart) {
        public Desired {
            apart = apart == null ? List.of() : apart;
        }

        public Desired(String site, long speedMbps) {
            this(site, speedMbps, 1, false, List.of());
        }
    }

    /**
     * @param portId the first unit taken, for instance {@code DC2-sw1-10G-07}: by it the port is known
     * @param speedMbps line rate of each member in megabits per second
     * @param members all units, the first among them; null in receipts from before there could be more
     * @param entry where the building is entered, for instance {@code A}; null where that isn't known
     * @param diverseFrom what it shares nothing with; null where nothing was asked
     * @param serviceKey id of the key with which somebody else than its owner uses it, who is to learn nothing of it; else null
     */
    public record Receipt(
            String portId,
            String site,
            String device,
            long speedMbps,
            @Nullable List<String> members,
            @Nullable String entry,
            @Nullable String diverseFrom,
            @Nullable String serviceKey) {

        public Receipt(
                String portId,
                String site,
                String device,
                long speedMbps,
                @Nullable List<String> members,
                @Nullable String entry,
                @Nullable String diverseFrom) {
            this(portId, site, device, speedMbps, members, entry, diverseFrom, null);
        }

        /** As whoever uses it may know it. */
        public String shown() {
            return serviceKey == null ? "port " + portId : "the port of " + serviceKey;
        }

        /** The units that form it. */
        public List<String> units() {
            return members == null ? List.of(portId) : members;
        }

        /** What passes over all members together, in megabits per second. */
        public long totalMbps() {
            return speedMbps * units().size();
        }
    }
}
