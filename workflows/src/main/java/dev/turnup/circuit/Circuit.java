package dev.turnup.circuit;

import dev.turnup.step.Capability;

/** A layer-2 path between two ports. */
public final class Circuit {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("circuit", Desired.class, Receipt.class);

    private Circuit() {}

    /**
     * @param speedMbps megabits per second, the same in both directions
     * @param suspended whether nothing passes, though the path stays
     */
    public record Desired(long speedMbps, boolean suspended) {
        public Desired(long speedMbps) {
            this(speedMbps, false);
        }
    }

    public record Receipt(String circuitId, int vni) {}
}
