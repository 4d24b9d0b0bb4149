package dev.turnup.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The life of an offering, as TMF620 names its stages. */
public enum LifecycleStatus {
    IN_STUDY("In study"),
    IN_DESIGN("In design"),
    IN_TEST("In test"),
    REJECTED("Rejected"),
    /** Ready for customers, who may order it. */
    ACTIVE("Active"),
    LAUNCHED("Launched"),
    /** Not sold any more; products of it go on. */
    RETIRED("Retired"),
    OBSOLETE("Obsolete");

    private static final Map<LifecycleStatus, List<LifecycleStatus>> NEXT = Map.of(
            IN_STUDY, List.of(IN_DESIGN, REJECTED),
            IN_DESIGN, List.of(IN_TEST, REJECTED),
            IN_TEST, List.of(ACTIVE, IN_DESIGN, REJECTED),
            REJECTED, List.of(),
            ACTIVE, List.of(LAUNCHED, RETIRED),
            LAUNCHED, List.of(RETIRED),
            RETIRED, List.of(LAUNCHED, OBSOLETE), // a retirement can be thought better of
            OBSOLETE, List.of());

    private final String text;

    LifecycleStatus(String text) {
        this.text = text;
    }

    public static Optional<LifecycleStatus> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text.equalsIgnoreCase(text))
                .findFirst();
    }

    /** What may follow it. */
    public List<LifecycleStatus> next() {
        return Objects.requireNonNull(NEXT.get(this));
    }

    public boolean isOrderable() {
        return this == ACTIVE || this == LAUNCHED;
    }

    /** As TMF620 writes it. */
    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
