package dev.turnup.location.address;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What looks like a postal code of the USA or Canada. */
final class PostalCodes {
    private static final Pattern US = Pattern.compile("\\d{5}(-?\\d{4})?");
    private static final Pattern CANADIAN = Pattern.compile("[a-z]\\d[a-z]\\d[a-z]\\d");
    private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}");
    private static final int US_DIGITS = 5;

    private PostalCodes() {}

    /**
     * Five digits, or six characters in lower case. A house number of five digits is among them; four digits after a region, at the
     * end, are a code whose first zero got lost.
     */
    static List<Mention> in(List<String> words, List<Mention> regions) {
        var mentions = new ArrayList<Mention>();
        for (int at = 0; at < words.size(); at++) {
            var word = words.get(at);
            var next = at + 1 < words.size() ? words.get(at + 1) : "";
            if (US.matcher(word).matches()) {
                int to = at + 2 == words.size() && FOUR_DIGITS.matcher(next).matches() ? at + 2 : at + 1;
                mentions.add(new Mention(word.substring(0, US_DIGITS), at, to));
            } else if (CANADIAN.matcher(word).matches()) {
                mentions.add(new Mention(word, at, at + 1));
            } else if (CANADIAN.matcher(word + next).matches()) {
                mentions.add(new Mention(word + next, at, at + 2));
            } else if (next.isEmpty() && FOUR_DIGITS.matcher(word).matches() && endsBefore(at, regions)) {
                mentions.add(new Mention("0" + word, at, at + 1));
            }
        }
        return mentions;
    }

    private static boolean endsBefore(int at, List<Mention> regions) {
        return regions.stream().anyMatch(region -> region.to() == at);
    }
}
