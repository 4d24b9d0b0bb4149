package dev.turnup.step;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a probe sees of a step's effect. */
public enum Presence {
    /** As the step wanted it. */
    PRESENT,
    /** Begun, and waiting for somebody. */
    PENDING,
    /** Nothing of it. */
    ABSENT,
    /** Not to be told from here. */
    @JsonEnumDefaultValue
    UNCLEAR
}
