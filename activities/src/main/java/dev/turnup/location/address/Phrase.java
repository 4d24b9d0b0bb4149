package dev.turnup.location.address;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listed words found among typed ones.
 *
 * @param places which of the typed words they are
 * @param edits how many letters are wrong
 */
record Phrase(BitSet places, int edits) {
    private static final int LETTERS_FOR_ONE_EDIT = 4;
    private static final int LETTERS_FOR_TWO_EDITS = 8;
    private static final int LETTERS_OF_A_BEGINNING = 3;

    /** The same words in a row, whatever blanks are between them, nearest to a place; null if there are none. */
    static @Nullable Phrase exact(List<String> listed, Free free, boolean skipsBeside, int near) {
        return find(String.join("", listed), 0, free, false, skipsBeside, near);
    }

    /** As {@link #exact}, with an edit in words of four letters or two in words of eight; never in a digit. */
    static @Nullable Phrase near(List<String> listed, Free free, boolean skipsBeside, int near) {
        var text = Vocabulary.inFull(listed);
        int most = mostEdits(listed.stream()
                .map(Vocabulary::inFull)
                .mapToInt(String::length)
                .max()
                .orElse(0));
        return most == 0 ? null : find(text, most, free, true, skipsBeside, near);
    }

    /** All words in full, without a typing error: "MainStreet" for "main", "st". */
    static @Nullable Phrase exactInFull(List<String> listed, Free free, int near) {
        return find(Vocabulary.inFull(listed), 0, free, true, false, near);
    }

    /** The last typed words, if they are the beginning of the listed ones: three letters at least. */
    static @Nullable Phrase begun(List<String> listed, Free free) {
        var text = Vocabulary.inFull(listed);
        var run = new StringBuilder();
        var places = new BitSet();
        Phrase best = null;
        for (int at = free.size() - 1; at >= 0 && free.isFree(at); at--) {
            run.insert(0, free.inFull(at));
            places.set(at);
            if (run.length() >= LETTERS_OF_A_BEGINNING && text.startsWith(run.toString())) {
                best = new Phrase((BitSet) places.clone(), 0);
            }
        }
        return best;
    }

    static int mostEdits(int letters) {
        return letters >= LETTERS_FOR_TWO_EDITS ? 2 : letters >= LETTERS_FOR_ONE_EDIT ? 1 : 0;
    }

    private static @Nullable Phrase find(
            String text, int most, Free free, boolean inFull, boolean skipsBeside, int near) {
        Phrase best = null;
        for (int from = 0; from < free.size(); from++) {
            var found = free.isFree(from, skipsBeside) ? from(from, text, most, free, inFull, skipsBeside) : null;
            if (found != null && (best == null || found.isBetter(best, near))) {
                best = found;
            }
        }
        return best;
    }

    /** The best run of words that starts at a place. */
    private static @Nullable Phrase from(
            int from, String text, int most, Free free, boolean inFull, boolean skipsBeside) {
        Phrase best = null;
        var run = new StringBuilder();
        var places = new BitSet();
        for (int at = from; at < free.size() && run.length() < text.length() + most; at++) {
            if (free.isFree(at, skipsBeside)) {
                run.append(inFull ? free.inFull(at) : free.word(at));
                places.set(at);
                int edits = edits(run, text, most);
                if (edits <= most && (best == null || edits < best.edits)) {
                    best = new Phrase((BitSet) places.clone(), edits);
                }
            } else if (!free.isBeside(at) || !skipsBeside) {
                break;
            }
        }
        return best;
    }

    private static int edits(StringBuilder run, String text, int most) {
        if (most == 0) {
            return text.contentEquals(run) ? 0 : 1;
        }
        int edits = Typo.edits(run, text, most);
        return edits <= most && !HouseNumber.digits(run).equals(HouseNumber.digits(text)) ? most + 1 : edits;
    }

    private boolean isBetter(Phrase other, int near) {
        return edits < other.edits || (edits == other.edits && distance(near) < other.distance(near));
    }

    private int distance(int near) {
        return Math.abs(places.nextSetBit(0) - near);
    }
}
