package dev.turnup.location.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of one language's streets. */
final class StreetNames {
    static final StreetNames ENGLISH = new StreetNames("en");
    static final StreetNames FRENCH = new StreetNames("fr");

    /** @param whole true where nothing can stand before or after it: "Broadway" */
    private record Name(String text, boolean whole) {}

    private record Word(String full, String abbreviated) {
        String spelled(boolean fully) {
            return fully ? full : abbreviated;
        }
    }

    private final boolean french;
    private final Urn<Name> names;
    private final Urn<Word> types;
    private final Urn<Word> directionals;

    private StreetNames(String language) {
        french = language.equals("fr");
        names = Urn.of(
                rows("street-names.tsv", language),
                StreetNames::weight,
                row -> new Name(row[2], row[3].equals("whole")));
        types = Urn.of(rows("street-types.tsv", language), StreetNames::weight, row -> new Word(row[2], row[3]));
        directionals = Urn.of(rows("directionals.tsv", language), StreetNames::weight, row -> new Word(row[2], row[3]));
    }

    /** A name in one of the spellings that lists have: "North Main Street", "N Main St", "rue de la Gare Est". */
    StreetName draw(Dice dice) {
        Name name = names.draw(dice);
        if (name.whole()) {
            return StreetName.of(name.text().replace("#", Integer.toString(dice.between(french ? 2 : 1, 99))));
        }
        Word type = types.draw(dice);
        Word directional = dice.perMille(french ? 70 : 200) ? directionals.draw(dice) : null;
        boolean before = !french && dice.perMille(750);
        String full = text(name.text(), type.full(), directional == null ? null : directional.full(), before);
        boolean typeFully = dice.perMille(700);
        boolean directionalFully = dice.perMille(350);
        return new StreetName(
                full,
                text(
                        name.text(),
                        type.spelled(typeFully),
                        directional == null ? null : directional.spelled(directionalFully),
                        before));
    }

    private String text(String name, String type, @Nullable String directional, boolean before) {
        String typed = french ? type + ' ' + name : name + ' ' + type;
        if (directional == null) {
            return typed;
        }
        return before ? directional + ' ' + typed : typed + ' ' + directional;
    }

    private static List<String[]> rows(String file, String language) {
        return Table.rows(file).stream().filter(row -> row[0].equals(language)).toList();
    }

    private static int weight(String[] row) {
        return Integer.parseInt(row[1]);
    }
}
