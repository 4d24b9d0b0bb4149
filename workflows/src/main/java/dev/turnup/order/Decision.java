package dev.turnup.order;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides about a step in fallout.
 *
 * @param step {@code item/step}
 * @param actor who decides; from the Temporal UI it is as claimed
 * @param input for {@link Action#RETRY_CHANGED} the fields to change, for {@link Action#SKIP} the receipt that stands for
 *     the step's own
 * @param fallout the inbox's entry that it is about; null where it came from Temporal
 */
public record Decision(
        String step,
        Action action,
        String actor,
        String reason,
        @Nullable JsonNode input,
        @Nullable String fallout) {

    public Decision(String step, Action action, String actor, String reason, @Nullable JsonNode input) {
        this(step, action, actor, reason, input, null);
    }

    /** Whether this kind of decision means anything with input. */
    public boolean takesInput() {
        return action == Action.RETRY_CHANGED || action == Action.SKIP;
    }

    /** The ways out of fallout. */
    public enum Action {
        /** The same again. */
        RETRY,
        /** Taken back, proven, and made again with other input. */
        RETRY_CHANGED,
        /** It was done otherwise; only steps that are marked skippable, with the receipt that stands for theirs. */
        SKIP,
        /** The whole order is cancelled; where something of it is active already, this item is given up. */
        CANCEL,
        /** Only for an undo: what is left there is accepted as residue. */
        ACCEPT,
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
