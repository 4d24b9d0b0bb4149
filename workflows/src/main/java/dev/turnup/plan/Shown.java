package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;

/** Values of a customer as they may be repeated in a message: short. */
public final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    public static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    static String of(JsonNode value) {
        return of(value.toString());
    }
}
