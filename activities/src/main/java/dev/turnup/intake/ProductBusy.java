package dev.turnup.intake;

/** A product was locked, or another order has begun to change it, since this order was judged. */
public final class ProductBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProductBusy(String productId) {
        super(
                "'" + productId
                        + "' was locked meanwhile, or is being changed by another order or window: send this one again to see which");
    }
}
