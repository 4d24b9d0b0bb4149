package dev.turnup.location.generate;

/**
 * A street's name.
 *
 * @param full with nothing abbreviated, which tells streets apart
 * @param spelled as the list spells it
 */
record StreetName(String full, String spelled) {
    static StreetName of(String name) {
        return new StreetName(name, name);
    }
}
