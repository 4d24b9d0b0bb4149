package dev.turnup.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can change of an offering; what it is made of is code, and stays as it ships.
 *
 * @param prices hourly, in the catalogue's currency
 * @param oneOff charged at activation
 * @param cancelCharge charged when the customer cancels after a soft point of no return
 */
public record Terms(
        String name,
        String description,
        LifecycleStatus lifecycleStatus,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        List<Offering.Price> prices,
        BigDecimal oneOff,
        BigDecimal cancelCharge) {}
