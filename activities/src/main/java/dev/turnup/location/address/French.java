package dev.turnup.location.address;

import java.util.Map;

/** Directions that are other words in English, where "O Street" and "Estate" exist. */
final class French {
    private static final Map<String, String> DIRECTIONS = Map.of("o", "w", "est", "e", "no", "nw", "so", "sw");

    private French() {}

    /** The word that stands for the direction, or the word itself. */
    static String direction(String word) {
        return DIRECTIONS.getOrDefault(word, word);
    }
}
