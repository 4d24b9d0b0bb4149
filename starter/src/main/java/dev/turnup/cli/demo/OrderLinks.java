package dev.turnup.cli.demo;

import dev.turnup.cli.home.Endpoints;
import java.util.Optional;

/** Where an order can be looked at. */
record OrderLinks(Endpoints endpoints, String orderId) {
    String order() {
        return endpoints.apiUrl() + DemoOrder.ORDERS + "/" + orderId;
    }

    String timeline() {
        return endpoints.apiUrl() + "/api/v1/orders/" + orderId + "/timeline";
    }

    /** Empty where Temporal has no UI. */
    Optional<String> workflow() {
        return Optional.ofNullable(endpoints.temporalUi())
                .map(ui -> ui + "/namespaces/default/workflows/order-" + orderId);
    }
}
