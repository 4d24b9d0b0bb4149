package dev.turnup.locations;

import dev.turnup.location.store.Circle;

/** Which locations are asked for. */
sealed interface Question {
    int MOST_CANDIDATES = 5;
    int MOST_NEAR = 20;
    double USUAL_KM = 5;

    /** At most so many. */
    int limit();

    /** @param text as somebody typed it */
    record ByAddress(String text, int limit) implements Question {}

    record Around(Circle circle, int limit) implements Question {}
}
