package dev.turnup.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.Part;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Offering.Characteristic;
import dev.turnup.catalogue.Offering.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads hourly prices as they are answered; what is wrong is noted in the part. */
record PriceReader(Offering offering, String currency) {
    private static final int MOST = 500;

    /** What a price may be, in the currency's units. */
    private static final BigDecimal CEILING = new BigDecimal(1_000_000);

    /** Hourly prices have this many digits after the point. */
    private static final int DIGITS = 4;

    List<Price> read(Part parent) {
        List<Part> parts = parent.list(OfferingAnswer.PRICES);
        if (parts.isEmpty() || parts.size() > MOST) {
            parent.problem(OfferingAnswer.PRICES, "must be 1 to " + MOST + " prices");
        }
        List<Price> prices = new ArrayList<>();
        for (Part part : parts) {
            fixed(part, "priceType", "recurring");
            fixed(part, "recurringChargePeriodType", "hour");
            Map<String, JsonNode> when = when(part);
            if (prices.stream().anyMatch(other -> other.when().equals(when))) {
                part.problem("when", "is there twice");
            }
            BigDecimal perHour = part.requiredObject("price")
                    .flatMap(money -> amount(money, currency, DIGITS))
                    .orElse(BigDecimal.ZERO);
            prices.add(new Price(when, perHour));
        }
        return prices;
    }

    private static void fixed(Part part, String name, String only) {
        part.text(name).filter(value -> !value.equals(only)).ifPresent(value -> part.problem(name, "must be " + only));
    }

    /** The characteristics with a choice of values, the speed always among them. */
    private Map<String, JsonNode> when(Part part) {
        Map<String, JsonNode> when = new LinkedHashMap<>();
        part.requiredObject("when").ifPresent(values -> {
            values.required("speedMbps");
            values.node().properties().forEach(one -> {
                List<JsonNode> allowed = offering.characteristic(one.getKey())
                        .map(Characteristic::allowed)
                        .orElse(null);
                if (allowed == null) {
                    values.problem(
                            one.getKey(), "is no characteristic by which a " + offering.specification() + " is priced");
                } else if (!allowed.contains(one.getValue())) {
                    values.problem(one.getKey(), "must be one of " + allowed);
                }
                when.put(one.getKey(), one.getValue());
            });
        });
        return when;
    }

    /** From 0 on; empty where it is no such amount, which is noted. */
    static Optional<BigDecimal> amount(Part money, String currency, int digits) {
        money.requiredText("unit")
                .filter(unit -> !unit.equals(currency))
                .ifPresent(unit -> money.problem("unit", "must be " + currency));
        money.required("value");
        Optional<BigDecimal> value =
                money.any("value").filter(JsonNode::isNumber).map(JsonNode::decimalValue);
        if (value.isEmpty()
                || value.get().signum() < 0
                || value.get().compareTo(CEILING) >= 0
                || value.get().stripTrailingZeros().scale() > digits) {
            money.problem(
                    "value", "must be a number from 0 to below " + CEILING + ", with at most " + digits + " decimals");
            return Optional.empty();
        }
        return value.map(amount -> amount.setScale(digits));
    }
}
