package dev.turnup.step;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whom a step may wait for. */
public enum Party {
    CUSTOMER("the customer"),
    FIELD_CREW("the field crew"),
    CLOUD("the cloud provider"),
    @JsonEnumDefaultValue
    UNKNOWN("a third party");

    private final String label;

    Party(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
