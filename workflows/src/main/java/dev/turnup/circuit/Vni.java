package dev.turnup.circuit;

import dev.turnup.step.Capability;

/** The number of a circuit on the fabric (RFC 7348: 24 bits). */
public final class Vni {
    public static final Capability<Desired, Receipt> CAPABILITY = new Capability<>("vni", Desired.class, Receipt.class);

    private Vni() {}

    public record Desired() {}

    public record Receipt(int vni) {}
}
