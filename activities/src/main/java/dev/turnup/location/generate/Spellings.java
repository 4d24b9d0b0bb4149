package dev.turnup.location.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The spellings that people use for words of addresses. */
final class Spellings {
    private record Group(String role, List<String> spellings) {
        boolean has(String word) {
            return spellings.stream().anyMatch(word::equalsIgnoreCase);
        }

        String other(String word, Dice dice) {
            List<String> others = spellings.stream()
                    .filter(spelling -> !spelling.equalsIgnoreCase(word))
                    .toList();
            return others.get(dice.below(others.size()));
        }
    }

    private static final List<Group> GROUPS = Table.rows("spellings.tsv").stream()
            .map(row -> new Group(row[0], List.of(row[1].split(";"))))
            .toList();

    private final List<String> words;

    private Spellings(List<String> words) {
        this.words = words;
    }

    /** Spells one word otherwise, or all that can be; the same name where none can. */
    static String changed(String name, Dice dice) {
        return new Spellings(Arrays.asList(name.split(" "))).changed(dice);
    }

    private String changed(Dice dice) {
        List<Integer> changeable = IntStream.range(0, words.size())
                .filter(at -> group(at).isPresent())
                .boxed()
                .toList();
        int only = changeable.isEmpty() ? -1 : changeable.get(dice.below(changeable.size()));
        boolean all = dice.perMille(500);
        for (int at : changeable) {
            if (all || at == only) {
                words.set(at, other(at, dice));
            }
        }
        return String.join(" ", words);
    }

    private String other(int at, Dice dice) {
        String word = words.get(at);
        String stem = stem(word);
        return group(at).map(group -> group.other(stem, dice)).orElse(stem) + word.substring(stem.length());
    }

    /** What a word can mean is told by its place: the first "St" of "St Clair St" is a saint. */
    private Optional<Group> group(int at) {
        String stem = stem(words.get(at));
        return roles(at).flatMap(role -> find(role, stem).stream()).findFirst();
    }

    private Stream<String> roles(int at) {
        int last = words.size() - 1;
        if (last == 0) {
            return Stream.of(words.getFirst().contains("-") ? "word" : "");
        }
        boolean french = find("French type", words.getFirst()).isPresent();
        boolean beforeDirectional =
                at == last - 1 && find("directional", words.get(last)).isPresent();
        boolean end = at == 0 || at == last;
        return Stream.of(
                at == 0 ? "French type" : "",
                !french && at > 0 && (at == last || beforeDirectional) ? "type" : "",
                end ? (french ? "French directional" : "directional") : "",
                at < last || words.get(at).contains("-") ? "word" : "");
    }

    /** "Saint" of "Saint-Joseph". */
    private static String stem(String word) {
        int hyphen = word.indexOf('-');
        return hyphen > 0 ? word.substring(0, hyphen) : word;
    }

    private static Optional<Group> find(String role, String word) {
        return GROUPS.stream()
                .filter(group -> group.role().equals(role) && group.has(word))
                .findFirst();
    }
}
