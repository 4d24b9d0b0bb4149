package dev.turnup.hub.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An event as the TM Forum wraps it, with the number that it has within its order. */
final class Envelope {
    private Envelope() {}

    static ObjectNode of(ToldEvent event, JsonNode resource) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("@type", event.toldAs().name())
                .put("eventId", event.id())
                .put("eventTime", event.at().toString())
                .put("timeOccurred", event.at().toString())
                .put("eventType", event.toldAs().name())
                .put("correlationId", event.orderId())
                .put("productOrderId", event.orderId())
                .put("eventNumber", event.number());
        json.putObject("event").set(event.toldAs().resource(), resource);
        return json;
    }
}
