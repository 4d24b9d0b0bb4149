package dev.turnup.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.cli.home.Endpoints;
import java.math.BigDecimal;
import java.util.List;

/**
 * How an order ended.
 *
 * @param seconds from placing it to its end
 */
public record DemoResult(String orderId, String state, double seconds, List<ActiveProduct> products) {

    public boolean completed() {
        return state.equals("completed");
    }

    BigDecimal hourlyPrice() {
        return products.stream().map(ActiveProduct::hourlyPrice).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    String currency() {
        return products.stream().map(ActiveProduct::currency).findFirst().orElse("USD");
    }

    /** As scripts read it. */
    public ObjectNode json(Endpoints endpoints) {
        OrderLinks links = new OrderLinks(endpoints, orderId);
        ObjectNode node = (ObjectNode) Json.tree(this);
        node.put("hourlyPrice", hourlyPrice());
        node.put("currency", currency());
        node.put("order", links.order());
        node.put("temporalUi", links.workflow().orElse(null));
        return node;
    }
}
