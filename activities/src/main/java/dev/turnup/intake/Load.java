package dev.turnup.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.plan.OrderRequest;

/**
 * What a product takes of its tenant's limits when an item is done.
 *
 * @param ports the members of a bundle one by one
 * @param mbps megabits per second; none of a port, whose speed is no service by itself
 */
public record Load(int ports, long mbps) {

    static Load of(OrderRequest.Item item) {
        if (item.action().equals("delete")) {
            return new Load(0, 0);
        }
        return item.specification().equals("port")
                ? new Load(
                        item.characteristic("members").map(JsonNode::intValue).orElse(1), 0)
                : new Load(
                        0,
                        item.characteristic("speedMbps")
                                .map(JsonNode::longValue)
                                .orElse(0L));
    }
}
