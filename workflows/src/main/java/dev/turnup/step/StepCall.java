package dev.turnup.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import java.util.Map;
import java.util.Optional;

/**
 * One call to an adapter.
 *
 * @param tenant on whose behalf
 * @param earlier receipts of earlier steps, by the name under which the recipe asked for them
 */
public record StepCall<D>(StepKey key, String tenant, D desired, Map<String, JsonNode> earlier) {
    /** Under this name a step that changes a resource reads the receipt of the step that made it. */
    public static final String CURRENT = "current";

    /** The receipt of an earlier step that the recipe always asks for; throws StepFailure when it isn't there. */
    public <R> R earlier(String name, Class<R> type) {
        return earlierIfAny(name, type)
                .orElseThrow(() -> new StepFailure(
                        FailureCode.RECEIPT_MISMATCH, "step " + key + " needs the receipt '" + name + "'"));
    }

    /** The receipt of an earlier step that this order may do without. */
    public <R> Optional<R> earlierIfAny(String name, Class<R> type) {
        return Optional.ofNullable(earlier.get(name)).map(node -> Json.read(node, type));
    }
}
