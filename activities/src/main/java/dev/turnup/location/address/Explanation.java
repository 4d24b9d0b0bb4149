package dev.turnup.location.address;

import static dev.turnup.location.address.Finding.CITY_IN_PART;
import static dev.turnup.location.address.Finding.CITY_MISSING;
import static dev.turnup.location.address.Finding.CITY_UNKNOWN;
import static dev.turnup.location.address.Finding.POSTAL_CODE_MISSING;
import static dev.turnup.location.address.Finding.REGION_MISSING;
import static dev.turnup.location.address.Finding.STREET_MISSPELLED;
import static dev.turnup.location.address.Finding.STREET_MISSPELLED_TWICE;
import static dev.turnup.location.address.Finding.TYPE_MISSING;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * How well a listed address explains a typed one.
 *
 * @param confidence 0 to 1; 0 where house number or street differ
 */
record Explanation(double confidence, Set<Finding> findings) {
    private static final Explanation NONE = new Explanation(0, Set.of());
    private static final double RIVALS_BELOW = 0.93;
    private static final double RIVALS_OF_A_GUESS_BELOW = 0.86;
    private static final Set<Finding> GUESSES = Set.of(STREET_MISSPELLED, STREET_MISSPELLED_TWICE);
    private static final Set<Finding> IN_NEED_OF_A_POSTAL_CODE =
            Set.of(TYPE_MISSING, CITY_MISSING, CITY_UNKNOWN, CITY_IN_PART, REGION_MISSING);

    static Explanation of(TypedAddress typed, ListedAddress address) {
        var listed = SpelledAddress.of(address);
        var best = none();
        for (var number : typed.numbers()) {
            if (number.value().equals(listed.number()) && new Reading(typed, listed, number).knowsStreet()) {
                for (var order : Part.ORDERS) {
                    var explanation = new Reading(typed, listed, number).read(order);
                    best = explanation.confidence > best.confidence ? explanation : best;
                }
            }
        }
        return best;
    }

    static Explanation of(List<Finding> findings) {
        double confidence = 1;
        for (var finding : findings) {
            confidence *= finding.factor;
        }
        return new Explanation(confidence, Set.copyOf(findings));
    }

    static Explanation none() {
        return NONE;
    }

    /** Whether nothing speaks against the candidate and its place is known: by its postal code, or by city and region. */
    boolean isSound() {
        return confidence > 0
                && findings.stream().noneMatch(finding -> finding.contradicts)
                && (!findings.contains(POSTAL_CODE_MISSING)
                        || Collections.disjoint(findings, IN_NEED_OF_A_POSTAL_CODE));
    }

    /** How much less another candidate has to explain, as a share of this one's confidence. */
    double rivalsBelow() {
        return Collections.disjoint(findings, GUESSES) ? RIVALS_BELOW : RIVALS_OF_A_GUESS_BELOW;
    }
}
