package dev.turnup.location.address;

import dev.turnup.location.store.Buckets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A list of buildings in memory, filed in buckets as in a database. */
final class Buildings {
    private final Map<Integer, List<Filed>> buckets = new HashMap<>();

    private record Filed(long key, ListedAddress address) {}

    Buildings(List<ListedAddress> addresses) {
        addresses.forEach(this::file);
    }

    private void file(ListedAddress address) {
        var keys = Keys.of(address);
        for (long key : List.of(keys.postalCode(), keys.city(), keys.street())) {
            buckets.computeIfAbsent(Buckets.of(key), unused -> new ArrayList<>())
                    .add(new Filed(key, address));
        }
    }

    Ranking<ListedAddress> find(String text) {
        return Search.find(text, this::byKeys, address -> address);
    }

    private List<ListedAddress> byKeys(Set<Long> keys) {
        var found = new LinkedHashSet<ListedAddress>();
        for (long asked : keys) {
            buckets.getOrDefault(Buckets.of(asked), List.of()).stream()
                    .filter(filed -> Keys.isAmong(keys, filed.key))
                    .forEach(filed -> found.add(filed.address));
        }
        return List.copyOf(found);
    }
}
