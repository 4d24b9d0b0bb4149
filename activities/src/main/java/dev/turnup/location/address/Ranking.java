package dev.turnup.location.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The candidates that explain a typed address best.
 *
 * @param best the five best, the best first; without those that explain next to nothing
 * @param certain whether the first can be taken unasked: nothing typed speaks against it, and no other is about as good
 */
public record Ranking<T>(List<Match<T>> best, boolean certain) {
    private static final int MOST = 5;
    private static final double WORTH_SHOWING = 0.1;

    public Ranking {
        best = List.copyOf(best);
    }

    /** Whether the first is certain, and nothing but a postal code is missing: so another street, misspelled, explains less. */
    public boolean isExact() {
        return certain && best.getFirst().confidence() >= Finding.POSTAL_CODE_MISSING.factor;
    }

    /** Ranks in the same order whenever the addresses are the same; of equal addresses, the first given comes first. */
    public static <T> Ranking<T> of(
            TypedAddress typed, List<T> candidates, Function<? super T, ListedAddress> address) {
        var judged = new ArrayList<Judged<T>>();
        for (T candidate : candidates) {
            var explanation = Explanation.of(typed, address.apply(candidate));
            if (explanation.confidence() >= WORTH_SHOWING) {
                judged.add(new Judged<>(candidate, address.apply(candidate), explanation));
            }
        }
        judged.sort(Judged.order());
        return new Ranking<>(judged.stream().limit(MOST).map(Judged::match).toList(), isCertain(judged));
    }

    private static <T> boolean isCertain(List<Judged<T>> judged) {
        if (judged.isEmpty() || !judged.getFirst().explanation.isSound()) {
            return false;
        }
        var best = judged.getFirst().explanation;
        return judged.size() == 1 || judged.get(1).explanation.confidence() <= best.confidence() * best.rivalsBelow();
    }

    private record Judged<T>(T candidate, ListedAddress address, Explanation explanation) {
        Match<T> match() {
            return new Match<>(candidate, explanation.confidence());
        }

        static <T> Comparator<Judged<T>> order() {
            return Comparator.<Judged<T>>comparingDouble(judged -> -judged.explanation.confidence())
                    .thenComparing(judged -> judged.address.region())
                    .thenComparing(judged -> judged.address.city())
                    .thenComparing(judged -> judged.address.postalCode())
                    .thenComparing(judged -> judged.address.street());
        }
    }
}
