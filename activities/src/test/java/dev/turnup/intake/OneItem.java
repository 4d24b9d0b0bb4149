package dev.turnup.intake;

import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Orders of one item for which nothing has to be done. */
public final class OneItem {
    private OneItem() {}

    /** @param product that is added or changed */
    public static NewOrder order(String id, String tenant, OrderRequest.Item item, String product, Instant at) {
        PlannedItem planned = new PlannedItem(
                item.id(),
                item.action(),
                item.offering(),
                item.offering(),
                product,
                null,
                List.of(),
                List.of(),
                BigDecimal.ONE,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                List.of());
        return new NewOrder(
                new Plan(id, tenant, CompletionMode.allOrNothing, "USD", List.of(planned)),
                new OrderRequest(CompletionMode.allOrNothing, List.of(item)),
                "{}",
                List.of(),
                List.of(),
                at,
                at,
                null);
    }
}
