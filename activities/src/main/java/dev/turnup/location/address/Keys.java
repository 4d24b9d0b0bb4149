package dev.turnup.location.address;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a building is looked for by: each is a hash of the house number and other parts of the address. Different addresses may have
 * equal keys, so what is found has to be judged. FarmHash's fingerprint never changes; the rules under {@code data/address} may, and
 * then the list has to be filed again.
 *
 * @param postalCode of the first five digits or all six characters
 * @param city of city and street. Its bits, from the top: 24 of the city's first letters, so that one look into a bucket is enough
 *     for all names that begin alike; 20 of the city; 20 of the street
 * @param street of the first four letters of its name without type and directions, "mark" of "N Market St": so that it is found
 *     while it is typed
 */
public record Keys(long postalCode, long city, long street) {
    private static final int FIRST_LETTERS = 4;
    private static final int CITY_BITS = 40;
    private static final int STREET_BITS = 20;
    private static final HashFunction FINGERPRINT = Hashing.farmHashFingerprint64();

    public static Keys of(ListedAddress address) {
        var spelled = SpelledAddress.of(address);
        var street = key(street(spelled.core()), spelled.number());
        return new Keys(
                key(spelled.postalCode(), spelled.number()),
                cityAndStreet(city(String.join("", spelled.city()), spelled.number()), street),
                street);
    }

    /** Whether a building's key is among those asked for, or its city's in any street. */
    public static boolean isAmong(Set<Long> asked, long key) {
        return asked.contains(key) || asked.contains(key >>> STREET_BITS << STREET_BITS);
    }

    /**
     * The key of a city in any street.
     *
     * @param name without blanks, so that "Las Vegas" and "LasVegas" are one
     */
    static long city(String name, String number) {
        long begun = key(begun(name), number) >>> CITY_BITS << CITY_BITS;
        return begun | key(name, number) >>> Long.SIZE - CITY_BITS + STREET_BITS << STREET_BITS;
    }

    static long cityAndStreet(long city, long street) {
        return city | street >>> Long.SIZE - STREET_BITS;
    }

    static String street(List<String> core) {
        return begun(String.join("", core));
    }

    private static String begun(String name) {
        return name.substring(0, Math.min(FIRST_LETTERS, name.length()));
    }

    static long key(String text, String number) {
        return FINGERPRINT
                .hashString(text + '|' + number, StandardCharsets.UTF_8)
                .asLong();
    }
}
