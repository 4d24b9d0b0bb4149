package dev.turnup.gateway;

import dev.turnup.step.Capability;
import org.jspecify.annotations.Nullable;

/** A BGP session between a gateway and a cloud. */
public final class Bgp {
    public static final Capability<Desired, Receipt> CAPABILITY = new Capability<>("bgp", Desired.class, Receipt.class);

    private Bgp() {}

    /**
     * @param peerAsn the cloud's autonomous system number
     * @param md5Key reference to the secret that both ends sign with (RFC 2385), which the adapter resolves; null for none
     * @param prefixes what is announced to the cloud, in CIDR notation, separated by commas; null for everything known
     * @param med multi-exit discriminator (RFC 4271 §5.1.4); null for none
     * @param prepend how many times our own ASN is prepended to the path
     * @param suspended whether the session is down, though it stays configured
     */
    public record Desired(
            long peerAsn,
            @Nullable String md5Key,
            @Nullable String prefixes,
            @Nullable Long med,
            int prepend,
            boolean suspended) {
        public Desired(long peerAsn) {
            this(peerAsn, null, null, null, 0, false);
        }
    }

    public record Receipt(String sessionId, String state, String prefix) {}
}
