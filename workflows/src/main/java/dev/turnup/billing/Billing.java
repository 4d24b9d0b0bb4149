package dev.turnup.billing;

import dev.turnup.step.Capability;
import java.math.BigDecimal;
import java.time.Instant;

/** The billing of one product from its activation on. */
public final class Billing {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("billing", Desired.class, Receipt.class);

    private Billing() {}

    /**
     * @param perHour the hourly price in the currency's units
     * @param oneOff what is charged once at activation; zero or more
     * @param currency ISO 4217
     */
    public record Desired(BigDecimal perHour, BigDecimal oneOff, String currency) {}

    /** @param since the commit's activation instant: billing never starts earlier or later */
    public record Receipt(String productId, Instant since, BigDecimal perHour, String currency) {}
}
