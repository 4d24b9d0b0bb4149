package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepKey;
import dev.turnup.step.StepRequest;
import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened since the last one, written in one transaction. A task that is lost on its way to Temporal is done again, so a
 * batch may be written twice, or be followed by another than the one it is followed by in the end.
 *
 * @param at the workflow's time
 * @param order the order's new state, null where it stays
 * @param failure why the order is rolled back, null where it isn't
 */
public record RecordBatch(
        OrderStart start,
        Instant at,
        @Nullable OrderState order,
        @Nullable Failure failure,
        List<ItemChange> items,
        List<StepChange> steps,
        List<CancelAnswer> cancels,
        List<DecisionTaken> decisions,
        @Nullable CompensationReport compensation) {

    /** @param step {@code item/step}, empty where it is the order's as a whole */
    public record Failure(String step, FailureCode code, String message) {}

    public record ItemChange(String itemId, ItemState state) {}

    /**
     * @param request what the step's adapter is asked, for the pollers; null where it did not change
     * @param attempt of the activity that ended, 0 where none has yet
     * @param repeated whether some attempt's answer was lost, so that its effect may still land
     */
    public record StepChange(
            StepKey key,
            String adapter,
            Verb verb,
            StepState state,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable JsonNode receipt,
            @Nullable Wait pending,
            @Nullable Failure failure,
            @Nullable StepRequest request,
            boolean repeated) {}

    /** @param charged ids of the items whose soft point of no return the customer had passed */
    public record CancelAnswer(CancelRequest request, boolean accepted, List<String> charged, String message) {}

    /**
     * @param accepted whether it could be followed
     * @param before what was desired before it
     */
    public record DecisionTaken(StepKey key, Decision decision, boolean accepted, JsonNode before) {}
}
