package dev.turnup.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets another tenant order a connection to a port, without either's seeing what the other holds.
 *
 * @param id with which the key begins: no secret, and by it what was ordered with the key is known
 * @param tenant whose port it is
 * @param productId the port
 * @param maxSpeedMbps of each connection, in megabits per second
 * @param singleUse whether it is used when one connection has become active
 * @param expiresAt from then on nothing more can be ordered with it; null where it has no end
 */
public record ServiceKey(
        String id,
        String tenant,
        String productId,
        String name,
        long maxSpeedMbps,
        boolean singleUse,
        @Nullable Instant expiresAt,
        Instant createdAt,
        @Nullable Instant revokedAt,
        State state) {
    private static final String PREFIX = "sk_";

    /** What can be ordered with it. */
    @SuppressWarnings("MemberName") // as the API tells them
    public enum State {
        active,
        /** The only connection that it is good for is ordered. */
        used,
        /** Its date is over, or its port is gone. */
        expired,
        revoked,
        /** Whose port it is may change nothing at present. */
        suspended
    }

    /** Whether something that a product relies on is named by a service key; ids of products never begin so. */
    public static boolean isId(String reference) {
        return reference.startsWith(PREFIX);
    }

    /** Whether what was ordered with it can be made faster, as far as the key is concerned. */
    boolean isOpen(Instant now) {
        return revokedAt == null && state != State.suspended && (expiresAt == null || expiresAt.isAfter(now));
    }
}
