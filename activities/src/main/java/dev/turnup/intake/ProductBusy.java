package dev.turnup.intake;

/** Since an order was judged, a product that it needs was locked, or another order has begun to change or to end it. */
public final class ProductBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProductBusy(String productId) {
        super(
                "'" + productId
                        + "' was locked meanwhile, or is being changed or deleted by another order or window: send this one again to see which");
    }
}
