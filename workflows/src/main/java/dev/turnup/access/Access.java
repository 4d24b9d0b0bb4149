package dev.turnup.access;

import dev.turnup.step.Capability;

/** The line into a building; it may have to be built first. */
public final class Access {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("access", Desired.class, Receipt.class);

    private Access() {}

    /**
     * @param speedMbps megabits per second
     * @param suspended whether nothing passes, though the line stays
     */
    public record Desired(String building, long speedMbps, boolean suspended) {
        public Desired(String building, long speedMbps) {
            this(building, speedMbps, false);
        }
    }

    public record Receipt(String accessId, String building, String technology) {}
}
