package dev.turnup.plan;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a step runs. */
public enum Placement {
    /** On our own database: a local activity in the orchestration worker, its task queue only when that keeps failing. */
    INLINE,
    /** On its adapter's task queue. */
    @JsonEnumDefaultValue
    QUEUED
}
