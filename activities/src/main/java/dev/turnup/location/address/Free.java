package dev.turnup.location.address;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** The typed words that no part of the listed address has explained yet. */
final class Free {
    private final List<String> words;
    private final List<String> inFull;
    private final BitSet taken = new BitSet();

    Free(List<String> words, List<String> inFull) {
        this.words = words;
        this.inFull = inFull;
    }

    int size() {
        return words.size();
    }

    String word(int at) {
        return words.get(at);
    }

    String inFull(int at) {
        return inFull.get(at);
    }

    boolean isFree(int at) {
        return !taken.get(at);
    }

    boolean isFree(int at, boolean skipsBeside) {
        return !taken.get(at) && !(skipsBeside && isBeside(at));
    }

    boolean isBeside(int at) {
        return Vocabulary.isBeside(words.get(at));
    }

    boolean areFree(Mention mention) {
        return taken.get(mention.from(), mention.to()).isEmpty();
    }

    void take(int at) {
        taken.set(at);
    }

    void take(BitSet places) {
        taken.or(places);
    }

    void take(Mention mention) {
        taken.set(mention.from(), mention.to());
    }

    /** The free word nearest to a place that is wanted, or -1. */
    int nearest(int place, Predicate<String> wanted) {
        int best = -1;
        for (int at = 0; at < words.size(); at++) {
            if (isFree(at)
                    && wanted.test(words.get(at))
                    && (best < 0 || Math.abs(at - place) < Math.abs(best - place))) {
                best = at;
            }
        }
        return best;
    }
}
