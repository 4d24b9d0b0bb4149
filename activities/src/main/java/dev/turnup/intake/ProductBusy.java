package dev.turnup.intake;

/**
 * Since an order was judged, a product that it needs has changed, was locked, was taken by another order or a window, or has
 * come to be relied on.
 */
public final class ProductBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String productId;

    ProductBusy(String productId) {
        super("'" + productId
                + "' has changed since this order was judged, is held by another order or window, is locked, or something relies on it"
                + " by now: look at it, and send the order again");
        this.productId = productId;
    }

    public String productId() {
        return productId;
    }
}
