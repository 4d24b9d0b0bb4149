package dev.turnup.locations;

import dev.turnup.plan.Problem;
import java.util.List;

/** What may be said of a place, in a query or a body. */
final class Places {
    static final int LONGEST_TEXT = 500;
    private static final double MOST_LATITUDE = 85; // nothing is built nearer to a pole
    private static final double MOST_LONGITUDE = 180;

    private Places() {}

    static void text(String path, String text, List<Problem> problems) {
        if (text.isBlank()) {
            problems.add(new Problem(path, "must not be blank"));
        } else if (text.length() > LONGEST_TEXT) {
            problems.add(new Problem(
                    path, "must not be longer than " + LONGEST_TEXT + " characters, and has " + text.length()));
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            problems.add(new Problem(path, "must not hold control characters, such as line breaks"));
        }
    }

    /** Also refuses what is no number. */
    static void coordinates(
            String latitudePath, double latitude, String longitudePath, double longitude, List<Problem> problems) {
        if (!(Math.abs(latitude) <= MOST_LATITUDE)) {
            problems.add(new Problem(latitudePath, "must be from -85 to 85 degrees"));
        }
        if (!(Math.abs(longitude) <= MOST_LONGITUDE)) {
            problems.add(new Problem(longitudePath, "must be from -180 to 180 degrees"));
        }
    }
}
