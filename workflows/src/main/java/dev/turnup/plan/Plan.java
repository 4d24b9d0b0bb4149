package dev.turnup.plan;

import java.math.BigDecimal;
import java.util.List;

/**
 * All steps of an order: computed once at intake, stored, never computed again.
 *
 * @param currency ISO 4217, for every price in it
 */
public record Plan(String orderId, String tenant, CompletionMode mode, String currency, List<PlannedItem> items) {

    public PlannedItem item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst().orElseThrow();
    }

    public BigDecimal perHour() {
        return items.stream().map(PlannedItem::perHour).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
