package dev.turnup.plan;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** On which side of the commit a step stands. */
public enum Phase {
    /** Before: taken back when the order can't be kept. */
    @JsonEnumDefaultValue
    PROVISION,
    /** After: runs forward only. */
    ACTIVATE
}
