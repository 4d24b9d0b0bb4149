package dev.turnup.locationcheck.file;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where each column stands in the customer's file. */
final class SiteColumns {
    static final List<String> ADDRESS_PARTS = List.of("street", "city", "region", "postal_code");
    static final List<String> DEGREES = List.of("latitude", "longitude");

    private static final List<String> KNOWN = List.of(
            "id",
            "address",
            "street",
            "city",
            "region",
            "postal_code",
            "latitude",
            "longitude",
            "location_id",
            "speed_mbps");

    private final Map<String, Integer> places = new HashMap<>();
    private final int count;

    /** Throws WrongSites where the header isn't one. */
    SiteColumns(long line, List<String> header) {
        count = header.size();
        for (int n = 0; n < count; n++) {
            String name = header.get(n).strip().toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(name)) {
                throw new WrongSites(line, unknown(header.get(n)));
            }
            if (places.put(name, n) != null) {
                throw new WrongSites(line, "the header names '" + name + "' twice");
            }
        }
        if (has("latitude") != has("longitude")) {
            throw new WrongSites(line, "latitude and longitude go together; the header has one of them");
        }
        if (!has("address") && !has("street") && !has("latitude") && !has("location_id")) {
            throw new WrongSites(
                    line,
                    "the header has no column that says where the sites are: address, street (with city, region or"
                            + " postal_code), latitude and longitude, or location_id");
        }
    }

    private static String unknown(String name) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        String hint = name.contains(";") || name.contains("\t")
                ? "divide columns by commas"
                : "the first line must be the header";
        return "'" + shown.replaceAll("\\p{Cntrl}", " ") + "' is no column; there are " + String.join(", ", KNOWN)
                + "; " + hint;
    }

    private boolean has(String name) {
        return places.containsKey(name);
    }

    int count() {
        return count;
    }

    boolean isFirst(String name) {
        return Integer.valueOf(0).equals(places.get(name));
    }

    /** One row's field; empty where the file has no such column. */
    String of(List<String> fields, String name) {
        Integer place = places.get(name);
        return place == null ? "" : fields.get(place).strip();
    }
}
