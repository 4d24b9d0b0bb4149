package dev.turnup.location.generate;

import java.util.List;

/** Suites, flats and floors. */
final class Units {
    private static final String[] ENGLISH = forms("en");
    private static final String[] FRENCH = forms("fr");
    private static final String[] DIVIDERS = {" ", ", "};

    private Units() {}

    static Parts added(Parts parts, String country, Dice dice) {
        if (country.equals("CA") && !parts.number().isEmpty() && dice.perMille(350)) {
            return parts.withNumber(dice.between(1, 999) + "-" + parts.number());
        }
        boolean french = parts.region().equals("QC") && dice.perMille(700);
        return parts.withUnit(dice.oneOf(DIVIDERS) + filled(dice.oneOf(french ? FRENCH : ENGLISH), dice));
    }

    private static String filled(String form, Dice dice) {
        return form.replace("{n}", Integer.toString(dice.between(1, dice.perMille(500) ? 20 : 999)))
                .replace("{s}", Integer.toString(dice.between(2, 30)))
                .replace("{a}", Character.toString('A' + dice.below(6)));
    }

    private static String[] forms(String language) {
        List<String[]> rows = Table.rows("units.tsv");
        return rows.stream()
                .filter(row -> row[0].equals(language))
                .map(row -> row[1])
                .toArray(String[]::new);
    }
}
