package dev.turnup.gateway;

import dev.turnup.step.Capability;

/** A software router. */
public final class Gateway {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("gateway", Desired.class, Receipt.class);

    private Gateway() {}

    /**
     * @param asn the router's autonomous system number (RFC 6793: 32 bits, unsigned)
     * @param speedMbps megabits per second over all its connections
     */
    public record Desired(String site, long asn, long speedMbps) {}

    public record Receipt(String gatewayId, String site, long asn) {}
}
