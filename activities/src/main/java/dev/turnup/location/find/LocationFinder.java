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
     * The buildings that explain the text best. It is asked for ever more until one is certain: by postal code, by city, by
     * street; at each step all are seen that a better answer could be confused with.
     *
     * @throws IllegalArgumentException for a text of more than 500 characters
     */
    public Ranking<Location> find(String text) {
        TypedAddress typed = TypedAddress.of(text);
        Set<Long> keys = new LinkedHashSet<>();
        Ranking<Location> ranking = Ranking.of(typed, List.of(), Location::address);
        for (long[] more : List.of(typed.postalCodeKeys(), typed.cityKeys(), typed.streetKeys())) {
            if (more.length > 0 && !ranking.certain()) {
                LongStream.of(more).forEach(keys::add);
                ranking = Ranking.of(typed, store.byKeys(keys), Location::address);
            }
        }
        return ranking;
    }
}
