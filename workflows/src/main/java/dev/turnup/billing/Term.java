package dev.turnup.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * For how long a customer has promised to keep a product, and what ending it earlier costs: a share of what the rest would.
 *
 * @param perHour the hourly price by then, in the currency's units
 * @param share of it that is charged for the rest, 0 to 1
 */
public record Term(Instant until, BigDecimal perHour, BigDecimal share) {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    /** In the currency's units, two decimals, half to even; nothing at its end or later. */
    public BigDecimal charge(Instant end) {
        long seconds = Math.max(0, until.getEpochSecond() - end.getEpochSecond());
        return perHour.multiply(share)
                .multiply(BigDecimal.valueOf(seconds))
                .divide(SECONDS_PER_HOUR, 2, RoundingMode.HALF_EVEN);
    }
}
