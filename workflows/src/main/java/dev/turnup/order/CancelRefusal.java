package dev.turnup.order;

/** Why an order can't be cancelled, as a customer reads it: of the order itself, and of what a cancel would do before it is asked for. */
public final class CancelRefusal {
    public static final String ACTIVE =
            "The order has become active and goes forward only; what it made is disconnected by another order.";
    public static final String CANCELLED = "The order is being cancelled already.";
    public static final String FAILED = "The order has failed and is being taken back already.";

    private CancelRefusal() {}
}
