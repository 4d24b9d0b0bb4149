package dev.turnup.location.address;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of addresses, as the files under {@code data/address} list them. */
final class Vocabulary {
    private static final int LONG_ENOUGH_FOR_TYPING_ERRORS = 4;

    /** Rules in the form of Solr's synonyms. */
    static final String RULES;

    private static final Map<String, List<String>> SPELLINGS = new HashMap<>();
    private static final Map<String, String> IN_FULL = new HashMap<>();
    private static final Set<String> TYPES = standing(rules("types.txt"));
    private static final Set<String> DIRECTIONS = standing(rules("directions.txt"));
    private static final Set<String> UNITS = Set.copyOf(rules("units.txt"));

    static {
        standing(rules("names.txt"));
        RULES = Stream.of("types.txt", "directions.txt", "names.txt")
                .flatMap(file -> rules(file).stream())
                .collect(Collectors.joining("\n"));
    }

    private Vocabulary() {}

    /** "st", "ave", "ch": of what kind a street is; also "ste" of saints, as "st" is one too. */
    static boolean isType(String word) {
        return TYPES.contains(word);
    }

    static boolean isDirection(String word) {
        return DIRECTIONS.contains(word);
    }

    /** Whether a street's key leaves the word out. */
    static boolean isBeside(String word) {
        return isType(word) || isDirection(word);
    }

    /** "ste", "apt", "#": what stands before a unit's number. */
    static boolean isUnit(String word) {
        return UNITS.contains(word);
    }

    /** The single words, four letters and longer, that are written for this one; itself too, if it's that long. */
    static List<String> spellings(String word) {
        return SPELLINGS.getOrDefault(word, word.length() < LONG_ENOUGH_FOR_TYPING_ERRORS ? List.of() : List.of(word));
    }

    /** "mtn" is "mountain" in full; a word that stands for no other is itself. Ordinals stay as they are. */
    static String inFull(String word) {
        return IN_FULL.getOrDefault(word, word);
    }

    static String inFull(List<String> words) {
        return words.stream().map(Vocabulary::inFull).collect(Collectors.joining());
    }

    /** Lines of a file, without its comments. */
    static List<String> rules(String file) {
        try (InputStream in = Vocabulary.class.getResourceAsStream("/data/address/" + file)) {
            if (in == null) {
                throw new IllegalStateException("data/address/" + file + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("data/address/" + file + " can't be read", e);
        }
    }

    /** The words that stand for others; notes the spellings of each. */
    private static Set<String> standing(List<String> rules) {
        return rules.stream().map(Vocabulary::note).collect(Collectors.toUnmodifiableSet());
    }

    private static String note(String rule) {
        var sides = rule.split(" => ", 2);
        var spellings = SPELLINGS.computeIfAbsent(sides[1], key -> new ArrayList<>());
        if (!HouseNumber.hasDigit(sides[1])) {
            IN_FULL.putIfAbsent(sides[1], sides[0].split(", ")[0].replace(" ", ""));
        }
        for (var spelling : sides[0].split(", ")) {
            if (spelling.length() >= LONG_ENOUGH_FOR_TYPING_ERRORS && spelling.indexOf(' ') < 0) {
                spellings.add(spelling);
            }
        }
        return sides[1];
    }
}
