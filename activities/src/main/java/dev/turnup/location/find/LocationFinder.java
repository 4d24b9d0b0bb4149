package dev.turnup.location.find;

import dev.turnup.location.Location;
import dev.turnup.location.address.Ranking;
import dev.turnup.location.address.Search;
import dev.turnup.location.store.LocationStore;

/** Finds the building that a person means. */
public final class LocationFinder {
    private final LocationStore store;

    public LocationFinder(LocationStore store) {
        this.store = store;
    }

    /**
     * The buildings that explain the text best.
     *
     * @throws IllegalArgumentException for a text of more than 500 characters
     */
    public Ranking<Location> find(String text) {
        return Search.find(text, store::byKeys, Location::address);
    }
}
