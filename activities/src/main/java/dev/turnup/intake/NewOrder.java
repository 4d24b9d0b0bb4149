package dev.turnup.intake;

import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order that intake has accepted, as it is about to be stored.
 *
 * @param body the request as it came, secrets replaced by their references
 * @param request what the plan was made of
 * @param startsAt when its workflow begins: at once, unless its customer wishes a later start
 */
public record NewOrder(
        Plan plan,
        OrderRequest request,
        String body,
        List<String> externalIds,
        List<Secret> secrets,
        Instant createdAt,
        Instant startsAt,
        @Nullable Instant expectedAt) {

    /** @param id what everything else refers to as {@code secret:<id>} */
    public record Secret(String id, String content) {
        public String reference() {
            return "secret:" + id;
        }

        @Override
        public String toString() {
            return reference();
        }
    }

    public String id() {
        return plan.orderId();
    }

    public String tenant() {
        return plan.tenant();
    }
}
