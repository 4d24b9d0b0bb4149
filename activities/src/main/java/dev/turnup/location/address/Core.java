package dev.turnup.location.address;

import java.util.List;

/** The words by which a street is found: its name without type and directions. */
final class Core {
    private Core() {}

    /** "n", "main", "st" gives "main"; "park", "st" gives "park"; "n", "st" stays as it is. Order and blanks don't matter to keys. */
    static List<String> of(List<String> street) {
        var name = street.stream().filter(word -> !Vocabulary.isBeside(word)).toList();
        if (!name.isEmpty()) {
            return name;
        }
        var withType =
                street.stream().filter(word -> !Vocabulary.isDirection(word)).toList();
        return withType.size() > 1 ? withType : List.copyOf(street);
    }
}
