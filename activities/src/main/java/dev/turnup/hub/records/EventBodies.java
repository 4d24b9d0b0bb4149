package dev.turnup.hub.records;

import com.fasterxml.jackson.databind.JsonNode;

/** How the resource that an event is about is told. */
public interface EventBodies {

    /** The resource with the states that it had right after the event, without secrets. */
    JsonNode resource(ToldEvent event);
}
