package dev.turnup.location.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where each of our columns stands in the provider's file. */
final class Columns {
    private static final List<String> NEEDED = List.of(
            "id",
            "street",
            "city",
            "region",
            "postal_code",
            "country",
            "latitude",
            "longitude",
            "technology",
            "max_speed_mbps",
            "lead_time_days");
    private static final String CAPACITY = "capacity_mbps";

    private final Map<String, Integer> places;
    private final int count;

    private Columns(Map<String, Integer> places, int count) {
        this.places = places;
        this.count = count;
    }

    /**
     * @param names the provider's name for ours, where they differ
     * @throws WrongFile where a column isn't there or stands there twice
     */
    static Columns of(List<String> header, Map<String, String> names) {
        List<String> known = new ArrayList<>(NEEDED);
        known.add(CAPACITY);
        names.keySet().stream()
                .filter(ours -> !known.contains(ours))
                .findFirst()
                .ifPresent(ours -> {
                    throw new WrongFile(
                            "there is no column '" + ours + "' to map; these are there: " + String.join(", ", known));
                });
        Map<String, Integer> there = new HashMap<>();
        for (int n = 0; n < header.size(); n++) {
            if (there.put(plain(header.get(n)), n) != null) {
                throw new WrongFile("the header names '" + header.get(n) + "' twice");
            }
        }
        Map<String, Integer> places = new HashMap<>();
        known.forEach(ours -> {
            Integer place = there.get(plain(names.getOrDefault(ours, ours)));
            if (place != null) {
                places.put(ours, place);
            } else if (NEEDED.contains(ours) || names.containsKey(ours)) {
                throw new WrongFile("the header has no column '" + names.getOrDefault(ours, ours) + "', it has "
                        + String.join(", ", header) + ": map it with --column " + ours + "=NAME");
            }
        });
        return new Columns(places, header.size());
    }

    private static String plain(String name) {
        return name.replace("\uFEFF", "")
                .strip()
                .toLowerCase(Locale.ROOT); // Excel begins a file with a byte order mark
    }

    int count() {
        return count;
    }

    /** One row's field; empty where the file has no such column. */
    String of(List<String> fields, String ours) {
        Integer place = places.get(ours);
        return place == null ? "" : fields.get(place).strip();
    }
}
