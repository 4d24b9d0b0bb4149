package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.step.StepKey;
import java.util.Map;

/**
 * A step whose last generation is proven to be gone begins anew.
 *
 * @param desired the changed input
 * @param ordered what it changes of the product, by characteristic
 */
public record Regenerate(String tenant, StepKey last, JsonNode desired, Map<String, JsonNode> ordered) {}
