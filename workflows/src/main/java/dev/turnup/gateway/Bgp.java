package dev.turnup.gateway;

import dev.turnup.step.Capability;

/** A BGP session between a gateway and a cloud. */
public final class Bgp {
    public static final Capability<Desired, Receipt> CAPABILITY = new Capability<>("bgp", Desired.class, Receipt.class);

    private Bgp() {}

    /** @param peerAsn the cloud's autonomous system number */
    public record Desired(long peerAsn) {}

    public record Receipt(String sessionId, String state, String prefix) {}
}
