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
     * @param suspended whether nothing passes, though the router stays
     */
    public record Desired(String site, long asn, long speedMbps, boolean suspended) {
        public Desired(String site, long asn, long speedMbps) {
            this(site, asn, speedMbps, false);
        }
    }

    /** @param speedMbps megabits per second; 0 in receipts from before it was kept */
    public record Receipt(String gatewayId, String site, long asn, long speedMbps) {
        public Receipt(String gatewayId, String site, long asn) {
            this(gatewayId, site, asn, 0);
        }
    }
}
