package dev.turnup.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which version of an offering it is, and whether that is sold.
 *
 * @param version counts from 1
 * @param validFrom null where it was always valid
 * @param validUntil exclusive; null where it has no end yet
 * @param lastUpdate when this version was made
 */
public record Edition(
        int version,
        LifecycleStatus status,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        Instant lastUpdate) {
    /** What an offering that comes with Turnup begins as. */
    static final Edition FIRST = new Edition(1, LifecycleStatus.ACTIVE, null, null, Instant.EPOCH);

    public boolean isOrderable(Instant now) {
        return status.isOrderable()
                && (validFrom == null || !now.isBefore(validFrom))
                && (validUntil == null || now.isBefore(validUntil));
    }
}
