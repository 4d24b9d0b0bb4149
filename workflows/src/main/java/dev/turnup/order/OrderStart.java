package dev.turnup.order;

import java.util.List;

/**
 * The workflow's whole input; everything else is read from the stored plan.
 *
 * @param decisions what the last run of the workflow was told and had not come to
 */
public record OrderStart(String orderId, String tenant, List<Decision> decisions) {

    public OrderStart {
        decisions = decisions == null ? List.of() : decisions;
    }

    public OrderStart(String orderId, String tenant) {
        this(orderId, tenant, List.of());
    }

    OrderStart with(List<Decision> left) {
        return new OrderStart(orderId, tenant, left);
    }

    /** The one id of an order's workflow. */
    public static String workflowId(String orderId) {
        return "order-" + orderId;
    }
}
