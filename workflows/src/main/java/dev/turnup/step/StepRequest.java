package dev.turnup.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The one argument of every step activity, on the wire; docs/adapters.md has its JSON schema.
 *
 * @param adapter the adapter's name, by which the inline dispatcher chooses
 * @param earlier receipts of earlier steps, by the names under which the recipe asked for them
 */
public record StepRequest(
        String adapter, StepKey key, String tenant, JsonNode desired, Map<String, JsonNode> earlier) {}
