package dev.turnup.order;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far the current verb of a step has come. */
@SuppressWarnings("MemberName") // as the API writes them
public enum StepState {
    running,
    waiting,
    /** In fallout. */
    held,
    done,
    /** Done otherwise, as an operator says with evidence. */
    skipped,
    refused,
    /** What is left after an undo is accepted by an operator. */
    residue,
    @JsonEnumDefaultValue
    unknown
}
