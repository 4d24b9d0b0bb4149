package dev.turnup.location.address;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A list of buildings in memory, with the three indexes that a database has. */
final class Buildings {
    private final Map<Long, List<ListedAddress>> byPostalCode = new HashMap<>();
    private final Map<Long, List<ListedAddress>> byCity = new HashMap<>();
    private final Map<Long, List<ListedAddress>> byStreet = new HashMap<>();

    Buildings(List<ListedAddress> addresses) {
        addresses.forEach(this::file);
    }

    private void file(ListedAddress address) {
        var keys = Keys.of(address);
        file(byPostalCode, keys.postalCode(), address);
        file(byCity, keys.city(), address);
        file(byStreet, keys.street(), address);
    }

    private static void file(Map<Long, List<ListedAddress>> index, long key, ListedAddress address) {
        index.computeIfAbsent(key, unused -> new ArrayList<>()).add(address);
    }

    Ranking<ListedAddress> find(String text) {
        var typed = TypedAddress.of(text);
        var found = new LinkedHashSet<ListedAddress>();
        collect(byPostalCode, typed.postalCodeKeys(), found);
        collect(byCity, typed.cityKeys(), found);
        collect(byStreet, typed.streetKeys(), found);
        return Ranking.of(typed, List.copyOf(found), address -> address);
    }

    private static void collect(Map<Long, List<ListedAddress>> index, long[] keys, Set<ListedAddress> found) {
        for (long key : keys) {
            found.addAll(index.getOrDefault(key, List.of()));
        }
    }
}
