package dev.turnup.location.address;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a building is looked for by: each is a hash of the house number and one other part of the address. Different addresses may have
 * equal keys, so what is found has to be judged. FarmHash's fingerprint never changes; the rules under {@code data/address} may, and
 * then the list has to be filed again.
 *
 * @param postalCode of the first five digits or all six characters
 * @param street of the first four letters of its name without type and directions, "mark" of "N Market St": so that it is found
 *     while it is typed
 */
public record Keys(long postalCode, long city, long street) {
    private static final int LETTERS_OF_STREET = 4;
    private static final HashFunction FINGERPRINT = Hashing.farmHashFingerprint64();

    public static Keys of(ListedAddress address) {
        var spelled = SpelledAddress.of(address);
        return new Keys(
                key(spelled.postalCode(), spelled.number()),
                key(spelled.city(), spelled.number()),
                key(street(spelled.core()), spelled.number()));
    }

    static String street(List<String> core) {
        String name = String.join("", core);
        return name.substring(0, Math.min(LETTERS_OF_STREET, name.length()));
    }

    /** Words are joined without blanks, so that "Las Vegas" and "LasVegas" are one. */
    static long key(List<String> words, String number) {
        return key(String.join("", words), number);
    }

    static long key(String text, String number) {
        return FINGERPRINT
                .hashString(text + '|' + number, StandardCharsets.UTF_8)
                .asLong();
    }
}
