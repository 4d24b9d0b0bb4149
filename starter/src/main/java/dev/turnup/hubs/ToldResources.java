package dev.turnup.hubs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.hub.records.EventBodies;
import dev.turnup.hub.records.ToldEvent;
import dev.turnup.inventory.PastProducts;
import dev.turnup.ordering.PastOrders;
import org.jdbi.v3.core.Jdbi;

/** Resources as the API answers them, which knows no secrets either. */
public final class ToldResources implements EventBodies {
    private final PastOrders orders;
    private final PastProducts products;

    public ToldResources(Jdbi jdbi, Catalogues catalogues) {
        this.orders = new PastOrders(jdbi);
        this.products = new PastProducts(jdbi, catalogues);
    }

    @Override
    public JsonNode resource(ToldEvent event) {
        return switch (event.toldAs()) {
            case CancelProductOrderCreateEvent, CancelProductOrderStateChangeEvent -> orders.cancel(event);
            case ProductCreateEvent, ProductAttributeValueChangeEvent, ProductStateChangeEvent, ProductDeleteEvent ->
                products.product(event);
            default -> orders.order(event);
        };
    }
}
