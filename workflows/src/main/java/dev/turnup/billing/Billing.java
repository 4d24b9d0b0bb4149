package dev.turnup.billing;

import dev.turnup.step.Capability;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a product costs from an instant on. */
public final class Billing {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("billing", Desired.class, Receipt.class);

    private Billing() {}

    /**
     * @param perHour the hourly price in the currency's units; null where the product costs nothing from then on
     * @param oneOff what is charged once at that instant; zero or more
     * @param currency ISO 4217
     * @param productId null for the product that the item makes
     * @param confirmedBy the step of this item whose end is the instant; null for the commit's
     * @param notAfter the latest that the instant can be; null where there is none
     * @param asPromised whether it can't be after the order's expectedCompletionDate: what takes longer is the provider's doing
     * @param within how long after the commit the instant can be at the most; null where there is no such bound
     * @param term the term that ends with it, whose rest is charged; null where there is none
     */
    public record Desired(
            @Nullable BigDecimal perHour,
            BigDecimal oneOff,
            String currency,
            @Nullable String productId,
            @Nullable String confirmedBy,
            @Nullable Instant notAfter,
            boolean asPromised,
            @Nullable Duration within,
            @Nullable Term term) {

        /** From the commit's instant on: billing never starts earlier or later. */
        public Desired(BigDecimal perHour, BigDecimal oneOff, String currency) {
            this(perHour, oneOff, currency, null, null, null, false, null, null);
        }
    }

    /** @param perHour null where it costs nothing */
    public record Receipt(
            String productId, Instant since, @Nullable BigDecimal perHour, String currency) {}
}
