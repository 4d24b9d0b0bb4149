package dev.turnup.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of what exists outside.
 *
 * @param provider the adapter's task queue
 * @param reference the step key that came with the order
 * @param state in the provider's own words
 * @param attributes JSON
 * @param stateDueAt when the state changes by itself, or null
 * @param closedAt since when it is gone, or null
 */
public record Resource(
        String provider,
        String reference,
        String kind,
        String id,
        String tenant,
        String state,
        String attributes,
        long partyTakesMs,
        Instant createdAt,
        @Nullable Instant stateDueAt,
        @Nullable Instant releaseAskedAt,
        @Nullable Instant closedAt) {

    /** Throws IllegalStateException when the provider keeps no such attribute. */
    public JsonNode attribute(String name) {
        JsonNode value = Json.read(attributes, JsonNode.class).get(name);
        if (value == null) {
            throw new IllegalStateException(id + " has no attribute " + name);
        }
        return value;
    }

    /** A change of another resource, rather than one of its own. */
    public boolean isChange() {
        return kind.equals(Wanted.CHANGE);
    }

    /** Whether it is there and, of a change, already so. */
    boolean holds() {
        return !isClosed() && !(isChange() && state.equals(LifeCycle.CHANGING));
    }

    public boolean isClosed() {
        return closedAt != null;
    }
}
