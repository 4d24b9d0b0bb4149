package dev.turnup.order;

/** The workflow's whole input; everything else is read from the stored plan. */
public record OrderStart(String orderId, String tenant) {

    /** The one id of an order's workflow. */
    public static String workflowId(String orderId) {
        return "order-" + orderId;
    }
}
