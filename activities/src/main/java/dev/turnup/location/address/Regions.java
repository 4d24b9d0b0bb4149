package dev.turnup.location.address;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** States of the USA and provinces of Canada, by code and by name. */
final class Regions {
    private static final int LONGEST = 4;
    private static final Map<String, String> CODES = codes();

    private Regions() {}

    /** All that may name a region, as codes in lower case; the words may mean other things as well. */
    static List<Mention> in(List<String> words) {
        var mentions = new ArrayList<Mention>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(from + LONGEST, words.size()); to++) {
                var code = CODES.get(String.join(" ", words.subList(from, to)));
                if (code != null) {
                    mentions.add(new Mention(code, from, to));
                }
            }
        }
        return mentions;
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<String, String>();
        for (var line : Vocabulary.rules("regions.csv")) {
            var fields = line.split(",", 2);
            var code = String.join(" ", Spelling.words(fields[0]));
            codes.put(code, code);
            codes.put(String.join(" ", Spelling.words(fields[1])), code);
        }
        return codes;
    }
}
