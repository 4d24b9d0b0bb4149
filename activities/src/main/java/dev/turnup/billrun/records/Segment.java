package dev.turnup.billrun.records;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact, what it is worth, and what earlier bills have of it. An instant counts from its whole second, so that the seconds of
 * segments that follow each other add up.
 *
 * @param perHour in the currency's units, four decimals
 * @param until null while it is open
 * @param billedSeconds by the bills of earlier periods
 * @param billedAmount likewise
 */
record Segment(
        String id,
        String productId,
        String description,
        BigDecimal perHour,
        String currency,
        Instant since,
        @Nullable Instant until,
        long billedSeconds,
        BigDecimal billedAmount) {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    /** As it was when its end was known to be another. */
    Segment until(@Nullable Instant known) {
        return new Segment(id, productId, description, perHour, currency, since, known, billedSeconds, billedAmount);
    }

    /** What it is worth up to an instant: rated per second, rounded once, half to even. */
    BigDecimal worth(Instant to) {
        return perHour.multiply(BigDecimal.valueOf(seconds(to))).divide(SECONDS_PER_HOUR, 2, RoundingMode.HALF_EVEN);
    }

    /** How long it lasted up to an instant, in whole seconds. */
    long seconds(Instant to) {
        Instant last = until != null && until.isBefore(to) ? until : to;
        return Math.max(0, last.getEpochSecond() - since.getEpochSecond());
    }

    /**
     * What a bill has to show of it: that which is missing on earlier ones, and what came after that. So all lines of a segment
     * add up to what it is worth, whenever its facts came.
     */
    List<BillLine> lines(Instant begin, Instant end) {
        List<BillLine> lines = new ArrayList<>();
        long before = seconds(begin);
        BigDecimal worthBefore = worth(begin);
        if (before != billedSeconds || worthBefore.compareTo(billedAmount) != 0) {
            lines.add(line(LineKind.adjustment, billedSeconds, before, worthBefore.subtract(billedAmount)));
        }
        long all = seconds(end);
        if (all > before) {
            lines.add(line(LineKind.usage, before, all, worth(end).subtract(worthBefore)));
        }
        return lines;
    }

    private BillLine line(LineKind kind, long from, long to, BigDecimal amount) {
        return new BillLine(
                0,
                kind,
                id,
                until,
                null,
                productId,
                description,
                perHour,
                after(Math.min(from, to)),
                after(Math.max(from, to)),
                to - from,
                amount);
    }

    private Instant after(long seconds) {
        return Instant.ofEpochSecond(since.getEpochSecond() + seconds);
    }
}
