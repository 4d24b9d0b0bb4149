package dev.turnup.location.generate;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One slip of the finger in a word of four letters or more. */
final class Typo {
    private static final Pattern LONG_WORD =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])\\p{L}{4,}(?![\\p{L}\\p{M}\\p{N}])");

    private static final Map<Character, String> NEIGHBOURS =
            Table.rows("keyboard.tsv").stream().collect(Collectors.toMap(row -> row[0].charAt(0), row -> row[1]));

    private Typo() {}

    static boolean possible(String name) {
        return LONG_WORD.matcher(name).find();
    }

    /** @param name in which one is {@linkplain #possible possible} */
    static String in(String name, Dice dice) {
        List<MatchResult> words = LONG_WORD.matcher(name).results().toList();
        MatchResult word = words.get(dice.below(words.size()));
        return name.substring(0, word.start()) + slip(word.group(), dice) + name.substring(word.end());
    }

    private static String slip(String word, Dice dice) {
        int at = dice.below(word.length());
        String before = word.substring(0, at);
        String after = word.substring(at + 1);
        char letter = word.charAt(at);
        return switch (dice.below(4)) {
            case 0 -> before + after;
            case 1 -> before + letter + Character.toLowerCase(letter) + after;
            case 2 -> swapped(word, Math.min(at, word.length() - 2));
            default -> before + neighbour(letter, dice) + after;
        };
    }

    /** Where both letters are the same, one is left out. */
    private static String swapped(String word, int at) {
        char first = word.charAt(at);
        char second = word.charAt(at + 1);
        String swap = Character.toLowerCase(first) == Character.toLowerCase(second) ? "" + first : "" + second + first;
        return word.substring(0, at) + swap + word.substring(at + 2);
    }

    /** Letters that have no key of their own become an {@code e}. */
    private static char neighbour(char letter, Dice dice) {
        String keys = NEIGHBOURS.getOrDefault(Character.toLowerCase(letter), "e");
        char key = keys.charAt(dice.below(keys.length()));
        return Character.isUpperCase(letter) ? Character.toUpperCase(key) : key;
    }
}
