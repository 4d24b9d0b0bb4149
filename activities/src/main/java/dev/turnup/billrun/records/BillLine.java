package dev.turnup.billrun.records;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bill: of a segment, or of what was charged or credited once.
 *
 * @param n from 1
 * @param knownUntil the segment's end as it was known; null: it was open
 * @param entryId of the ledger; null of a segment
 * @param perHour in the currency's units; null of what isn't by the hour
 * @param seconds less than zero where too much was billed before
 * @param amount in the currency's units, two decimals; less than zero in the customer's favour
 */
public record BillLine(
        int n,
        LineKind kind,
        @Nullable String segmentId,
        @Nullable Instant knownUntil,
        @Nullable String entryId,
        @Nullable String productId,
        String description,
        @Nullable BigDecimal perHour,
        Instant fromAt,
        Instant toAt,
        long seconds,
        BigDecimal amount) {

    BillLine numbered(int number) {
        return new BillLine(
                number,
                kind,
                segmentId,
                knownUntil,
                entryId,
                productId,
                description,
                perHour,
                fromAt,
                toAt,
                seconds,
                amount);
    }
}
