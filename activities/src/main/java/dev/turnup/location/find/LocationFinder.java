package dev.turnup.location.find;

import dev.turnup.location.Location;
import dev.turnup.location.address.Ranking;
import dev.turnup.location.address.TypedAddress;
import dev.turnup.location.store.LocationStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Finds the building that a person means. */
public final class LocationFinder {
    private final LocationStore store;

    public LocationFinder(LocationStore store) {
        this.store = store;
    }

    /**
     * The buildings that explain the text best. Where the postal code leads to one that is certain, nobody else is asked for:
     * that is the usual case, and the quick one.
     *
     * @throws IllegalArgumentException for a text of more than 500 characters
     */
    public Ranking<Location> find(String text) {
        TypedAddress typed = TypedAddress.of(text);
        Set<Long> keys = new LinkedHashSet<>();
        add(keys, typed.postalCodeKeys());
        Ranking<Location> ranking = rank(typed, keys);
        if (ranking.certain()) {
            return ranking;
        }
        add(keys, typed.cityKeys());
        add(keys, typed.streetKeys());
        return rank(typed, keys);
    }

    private Ranking<Location> rank(TypedAddress typed, Set<Long> keys) {
        return Ranking.of(typed, keys.isEmpty() ? List.of() : store.byKeys(keys), Location::address);
    }

    private static void add(Set<Long> keys, long[] more) {
        LongStream.of(more).forEach(keys::add);
    }
}
