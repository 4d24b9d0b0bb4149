package dev.turnup.port;

import dev.turnup.step.Capability;

/** A physical port at a data centre. */
public final class Port {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("port", Desired.class, Receipt.class);

    private Port() {}

    /** @param speedMbps the port's line rate in megabits per second */
    public record Desired(String site, long speedMbps) {}

    /** @param portId the unit taken, for instance {@code DC2-sw1-10G-07} */
    public record Receipt(String portId, String site, String device, long speedMbps) {}
}
