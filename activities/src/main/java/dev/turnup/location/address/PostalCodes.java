package dev.turnup.location.address;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What looks like a postal code of the USA or Canada. */
final class PostalCodes {
    private static final Pattern US = Pattern.compile("\\d{5}(-?\\d{4})?");
    private static final Pattern CANADIAN = Pattern.compile("[a-z]\\d[a-z]\\d[a-z]\\d");
    private static final int US_DIGITS = 5;

    private PostalCodes() {}

    /** Five digits, or six characters in lower case; a house number of five digits is among them. */
    static List<Mention> in(List<String> words) {
        var mentions = new ArrayList<Mention>();
        for (int at = 0; at < words.size(); at++) {
            var word = words.get(at);
            if (US.matcher(word).matches()) {
                mentions.add(new Mention(word.substring(0, US_DIGITS), at, at + 1));
            } else if (CANADIAN.matcher(word).matches()) {
                mentions.add(new Mention(word, at, at + 1));
            } else if (at + 1 < words.size()
                    && CANADIAN.matcher(word + words.get(at + 1)).matches()) {
                mentions.add(new Mention(word + words.get(at + 1), at, at + 2));
            }
        }
        return mentions;
    }

    static boolean isCanadian(String value) {
        return CANADIAN.matcher(value).matches();
    }
}
