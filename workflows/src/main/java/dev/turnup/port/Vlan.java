package dev.turnup.port;

import dev.turnup.step.Capability;
import org.jspecify.annotations.Nullable;

/** A VLAN id on a port (IEEE 802.1Q: 1 to 4094; 1 is kept for the port itself). */
public final class Vlan {
    public static final int MIN = 2;
    public static final int MAX = 4094;
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("vlan", Desired.class, Receipt.class);

    private Vlan() {}

    /**
     * @param vlan the id that the customer asked for, or null for any free one
     * @param speedMbps what passes there, in megabits per second: it must be free on the port; null where that is not asked
     * @param productId whose bandwidth it is; null for the product that the item makes
     */
    public record Desired(
            @Nullable Integer vlan,
            @Nullable Long speedMbps,
            @Nullable String productId) {
        public Desired(@Nullable Integer vlan) {
            this(vlan, null, null);
        }
    }

    /** @param serviceKey id of the key with which somebody else than the port's owner uses it; else null */
    public record Receipt(String portId, int vlan, @Nullable String serviceKey) {
        public Receipt(String portId, int vlan) {
            this(portId, vlan, null);
        }
    }
}
