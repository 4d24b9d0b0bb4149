package dev.turnup.location.address;

import java.util.Map;

/** Words that are French in Canada only: "O Street" is a street of Washington, and "est" an estate. */
final class French {
    private static final Map<String, String> ENGLISH =
            Map.of("o", "w", "est", "e", "no", "nw", "so", "sw", "rue", "st", "ch", "rd");

    private French() {}

    /** The English word for a direction or a type, or the word itself. */
    static String inEnglish(String word) {
        return ENGLISH.getOrDefault(word, word);
    }
}
