package dev.turnup.step;

import java.util.Locale;

/** What can be asked of an adapter; with the capability's name before it, the activity type. */
public enum Verb {
    APPLY,
    RELEASE,
    PROBE;

    public String activityType(String capability) {
        return capability + "." + name().toLowerCase(Locale.ROOT);
    }

    /** The verb of an activity type; throws IllegalArgumentException on one that is not ours. */
    public static Verb ofActivityType(String type) {
        return valueOf(type.substring(type.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
    }
}
