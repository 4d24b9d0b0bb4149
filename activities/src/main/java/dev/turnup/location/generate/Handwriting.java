package dev.turnup.location.generate;

import dev.turnup.location.address.ListedAddress;
import java.util.Locale;

/**
 * How someone divides the parts of an address.
 *
 * @param afterNumber between number and street: a blank, in Quebec often a comma
 * @param plusFour behind a ZIP code: "-1234", or empty
 * @param closed a Canadian postal code has no blank
 * @param country behind all: ", USA", or empty
 */
record Handwriting(
        String afterNumber, String afterStreet, String afterCity, String plusFour, boolean closed, String country) {
    private static final String[] AMERICAN = {", USA", ", US", ", United States", " USA"};
    private static final String[] CANADIAN = {", Canada", " Canada", ", CANADA"};

    static Handwriting draw(Dice dice, ListedAddress address) {
        boolean canada = address.country().equals("CA");
        return new Handwriting(
                address.region().equals("QC") && dice.perMille(250) ? ", " : " ",
                dice.perMille(850) ? ", " : " ",
                dice.perMille(700) ? ", " : " ",
                !canada && address.postalCode().length() == 5 && dice.perMille(60) ? plusFour(dice) : "",
                canada && dice.perMille(200),
                dice.perMille(150) ? dice.oneOf(canada ? CANADIAN : AMERICAN) : "");
    }

    String write(Parts parts) {
        return street(parts) + afterStreet + town(parts) + country;
    }

    /** "Springfield, IL 62701, 123 Main St". */
    String writeTownFirst(Parts parts) {
        return town(parts) + ", " + street(parts);
    }

    /** "62701 123 Main St, Springfield". */
    String writePostalCodeFirst(Parts parts) {
        return postalCode(parts) + ' ' + street(parts) + afterStreet + parts.city();
    }

    /** "Main St 123, Halifax, NS B3H 1A1". */
    String writeNumberLast(Parts parts) {
        return parts.street() + ' ' + parts.number() + parts.unit() + ", " + town(parts) + country;
    }

    private String street(Parts parts) {
        return parts.number() + (parts.number().isEmpty() ? "" : afterNumber) + parts.street() + parts.unit();
    }

    private String town(Parts parts) {
        String place = parts.city() + afterCity + parts.region();
        return parts.postalCode().isEmpty() ? place : place + ' ' + postalCode(parts);
    }

    private String postalCode(Parts parts) {
        return (closed ? parts.postalCode().replace(" ", "") : parts.postalCode()) + plusFour;
    }

    private static String plusFour(Dice dice) {
        return "-" + String.format(Locale.ROOT, "%04d", dice.between(1, 9999));
    }
}
