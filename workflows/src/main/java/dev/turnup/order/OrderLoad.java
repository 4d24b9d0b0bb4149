package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.order.CompensationReport.Line;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.plan.Plan;
import dev.turnup.step.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the workflow knows of its order when it begins, or begins again after its history was lost or became too
 * long.
 *
 * @param rollingBack whether a cancel or a failure was recorded and undoing had begun
 * @param cancelled whether that was a cancel
 * @param committed ids of the items that have committed
 * @param items the state of each item
 * @param cancels requests that nobody has answered
 * @param residue what undos have left and operators have accepted, of every generation
 */
public record OrderLoad(
        Plan plan,
        OrderState state,
        boolean rollingBack,
        boolean cancelled,
        List<String> committed,
        Map<String, ItemState> items,
        List<Entry> journal,
        List<CancelRequest> cancels,
        List<Line> residue) {

    /**
     * What the journal says of one step.
     *
     * @param desired what was asked for last, after an operator's changes
     * @param repeated whether some attempt's answer was lost, so that its effect may still land
     * @param waitingSince when it began, where it waits for somebody or has waited in vain
     * @param waitUntil how long that somebody was given
     * @param failure why it was refused, or is in fallout
     * @param fallout the inbox's entry while it is in fallout
     * @param change the input that an operator changes, while the step is being taken back for it
     */
    public record Entry(
            String itemId,
            String step,
            int generation,
            Verb verb,
            StepState state,
            JsonNode desired,
            @Nullable JsonNode receipt,
            boolean repeated,
            @Nullable Instant waitingSince,
            @Nullable Instant waitUntil,
            @Nullable Failure failure,
            @Nullable String fallout,
            @Nullable JsonNode change) {}
}
