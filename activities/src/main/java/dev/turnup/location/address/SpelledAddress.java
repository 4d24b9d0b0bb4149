package dev.turnup.location.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A listed address in words.
 *
 * @param number the house number, "123", "5-123" or "123 1/2"; empty where there is none
 * @param street its other words
 * @param core those of {@code street} that make its name
 * @param region a code in lower case
 * @param postalCode five digits, or six letters and digits in lower case
 */
record SpelledAddress(
        String number,
        List<String> street,
        List<String> core,
        List<String> city,
        String region,
        String postalCode,
        boolean canadian) {
    private static final Pattern FRACTION = Pattern.compile("\\d/\\d");
    private static final int US_DIGITS = 5;

    static SpelledAddress of(ListedAddress address) {
        var words = Spelling.words(address.street());
        int numbers = numbers(words);
        var street = words.subList(numbers, words.size());
        boolean canadian = address.country().equalsIgnoreCase("CA");
        return new SpelledAddress(
                String.join(" ", words.subList(0, numbers)),
                street,
                Core.of(street),
                Spelling.words(address.city()),
                address.region().strip().toLowerCase(Locale.ROOT),
                postalCode(address.postalCode(), canadian),
                canadian);
    }

    /** How many of the first words are the house number. */
    private static int numbers(List<String> words) {
        if (words.isEmpty() || !HouseNumber.isOne(words.getFirst())) {
            return 0;
        }
        return words.size() > 1 && FRACTION.matcher(words.get(1)).matches() ? 2 : 1;
    }

    /** Programs for tables take the first zero away. */
    private static String postalCode(String text, boolean canadian) {
        var kept = new StringBuilder();
        for (int at = 0; at < text.length() && (canadian || kept.length() < US_DIGITS); at++) {
            if (Character.isLetterOrDigit(text.charAt(at))) {
                kept.append(Character.toLowerCase(text.charAt(at)));
            }
        }
        return !canadian && kept.length() == US_DIGITS - 1 ? "0" + kept : kept.toString();
    }

    /** The type and the directions: all words of the street but the core's, in order. */
    List<String> besides() {
        var besides = new ArrayList<>(street);
        core.forEach(besides::remove);
        return besides;
    }
}
