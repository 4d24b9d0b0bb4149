package dev.turnup.billrun.records;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** A calendar month in UTC. */
public record BillingPeriod(YearMonth month) {

    /** Empty where the text is no month such as {@code 2026-11}. */
    public static Optional<BillingPeriod> read(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}") ? Optional.of(of(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static BillingPeriod of(String id) {
        return new BillingPeriod(YearMonth.parse(id));
    }

    /** The month of an instant. */
    public static BillingPeriod at(Instant instant) {
        return new BillingPeriod(YearMonth.from(instant.atOffset(ZoneOffset.UTC)));
    }

    public String id() {
        return month.toString();
    }

    public BillingPeriod next() {
        return new BillingPeriod(month.plusMonths(1));
    }

    public BillingPeriod previous() {
        return new BillingPeriod(month.minusMonths(1));
    }

    /** Its first instant. */
    public Instant begin() {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The first instant that isn't in it any more. */
    public Instant end() {
        return next().begin();
    }
}
