package dev.turnup.port;

import dev.turnup.step.Capability;

/** An IPv4 prefix out of a pool that was cut beforehand. */
public final class IpPrefix {
    public static final Capability<Desired, Receipt> CAPABILITY = new Capability<>("ip", Desired.class, Receipt.class);

    private IpPrefix() {}

    /** @param pool {@code internet} (public, /30) or {@code peering} (link-local, /30) */
    public record Desired(String pool) {}

    /** @param prefix in CIDR notation */
    public record Receipt(String pool, String prefix) {}
}
