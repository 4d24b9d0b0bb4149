package dev.turnup.intake;

/**
 * Since an order was judged, a product that it needs has changed, was locked, was taken by another order or a window, or has
 * come to be relied on; or the offering that it is of is gone.
 */
public final class ProductBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String productId;

    ProductBusy(String productId) {
        this(
                productId,
                "'" + productId
                        + "' has changed since this order was judged, is held by another order or window, is locked, or something relies on it"
                        + " by now: look at it, and send the order again");
    }

    private ProductBusy(String productId, String message) {
        super(message);
        this.productId = productId;
    }

    /** A service key that was used up or revoked since. */
    static ProductBusy key(String id) {
        return new ProductBusy(
                id,
                "'" + id
                        + "' has been used or revoked since this order was judged: ask who gave it to you for another");
    }

    /** What an order is of, and an operator has deleted since. */
    static ProductBusy offering(String id) {
        return new ProductBusy(
                id,
                "'" + id
                        + "' has been deleted since this order was judged: order another of the catalogue's offerings");
    }

    public String productId() {
        return productId;
    }
}
