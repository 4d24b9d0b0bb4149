package dev.turnup.intake;

/** Another order has begun to change a product since this one was judged. */
public final class ProductBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProductBusy(String productId) {
        super("'" + productId + "' is being changed by another order: wait for its end, or cancel it first");
    }
}
