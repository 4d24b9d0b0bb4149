package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.step.StepKey;

/**
 * A step whose last generation is proven to be gone begins anew.
 *
 * @param desired the changed input
 */
public record Regenerate(String tenant, StepKey last, JsonNode desired) {}
