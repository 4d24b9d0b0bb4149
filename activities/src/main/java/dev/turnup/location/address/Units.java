package dev.turnup.location.address;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** Suites, floors and what else lies within a building or says nothing about where it stands. */
final class Units {
    private static final Pattern ID =
            Pattern.compile("\\d{1,5}[a-z]?|[a-z]\\d{0,4}|[a-z]{1,2}\\d{1,4}|\\d{1,4}-[a-z0-9]{1,4}");
    private static final Pattern FLOOR_ID = Pattern.compile("\\d{1,2}");
    private static final Pattern ORDINAL = Pattern.compile("\\d{1,2}(st|nd|rd|th)");

    private Units() {}

    /** The words that don't tell the building. */
    static BitSet in(List<String> words) {
        var units = new BitSet();
        for (int at = 0; at < words.size(); at++) {
            var word = words.get(at);
            if (word.equals("usa") || word.equals("canada") || word.equals("#")) {
                units.set(at);
            }
            if (isFloor(word) && at > 0 && ORDINAL.matcher(words.get(at - 1)).matches()) {
                units.set(at - 1, at + 1);
            } else if (Vocabulary.isUnit(word)) {
                mark(words, at, units);
            }
        }
        return units;
    }

    /** The word and the number or letter after it, with or without "#" between. */
    private static void mark(List<String> words, int at, BitSet units) {
        int id = at + 1 < words.size() && words.get(at + 1).equals("#") ? at + 2 : at + 1;
        if (id < words.size()
                && (isFloor(words.get(at)) ? FLOOR_ID : ID)
                        .matcher(words.get(id))
                        .matches()) {
            units.set(at, id + 1);
        }
    }

    /** Two letters may be Florida, so that what follows is a short number. */
    private static boolean isFloor(String word) {
        return word.equals("fl") || word.equals("floor") || word.equals("flr");
    }
}
