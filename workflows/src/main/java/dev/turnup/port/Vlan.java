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

    /** @param vlan the id that the customer asked for, or null for any free one */
    public record Desired(@Nullable Integer vlan) {}

    public record Receipt(String portId, int vlan) {}
}
