package dev.turnup.plan;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whether the items of an order become active together. */
@SuppressWarnings("MemberName") // the wire names are the API's
public enum CompletionMode {
    /** All items commit in one transaction, or everything is undone. */
    @JsonEnumDefaultValue
    allOrNothing,
    /** Each item commits by itself; what failed fails its dependents and nothing else. */
    bestEffort
}
