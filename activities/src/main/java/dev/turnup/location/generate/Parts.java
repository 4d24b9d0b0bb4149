package dev.turnup.location.generate;

import dev.turnup.location.address.ListedAddress;

/**
 * The parts of an address that is being typed.
 *
 * @param number the house's, empty for none
 * @param street without the number
 * @param unit with what divides it from the street, ", Suite 400"; empty for none
 * @param postalCode empty for none
 */
record Parts(String number, String street, String unit, String city, String region, String postalCode) {
    static Parts of(ListedAddress address) {
        String text = address.street();
        int blank = text.indexOf(' ');
        boolean numbered = blank > 0 && Character.isDigit(text.charAt(0));
        return new Parts(
                numbered ? text.substring(0, blank) : "",
                numbered ? text.substring(blank + 1) : text,
                "",
                address.city(),
                address.region(),
                address.postalCode());
    }

    Parts withNumber(String other) {
        return new Parts(other, street, unit, city, region, postalCode);
    }

    Parts withStreet(String other) {
        return new Parts(number, other, unit, city, region, postalCode);
    }

    Parts withUnit(String other) {
        return new Parts(number, street, other, city, region, postalCode);
    }

    Parts withCity(String other) {
        return new Parts(number, street, unit, other, region, postalCode);
    }

    Parts withPostalCode(String other) {
        return new Parts(number, street, unit, city, region, other);
    }
}
