package dev.turnup.location.store;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import dev.turnup.location.Location;
import dev.turnup.location.address.Keys;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys under which a building is found. They are stored, so what is hashed must stay as it is. */
public final class RowKeys {
    /** Rises when keys change, so that a list is filed again though its file is the same. */
    public static final int VERSION = 4;

    private static final HashFunction HASH = Hashing.murmur3_128();

    private RowKeys() {}

    /** By id, address and place on the map. */
    public static long[] of(Location location) {
        Keys address = Keys.of(location.address());
        return new long[] {
            id(location.id()),
            address.postalCode(),
            address.city(),
            address.street(),
            Grid.COARSE.key(location.latitude(), location.longitude()),
            Grid.FINE.key(location.latitude(), location.longitude())
        };
    }

    public static long id(String id) {
        return HASH.newHasher().putInt(0).putUnencodedChars(id).hash().asLong();
    }

    static Set<Long> ids(Collection<String> ids) {
        return ids.stream().map(RowKeys::id).collect(Collectors.toSet());
    }
}
