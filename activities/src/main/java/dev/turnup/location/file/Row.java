package dev.turnup.location.file;

import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One row of the file, read strictly: what it says wrongly throws {@link Unusable}. */
final class Row {
    private static final long FASTEST_MBPS = 1_000_000;
    private static final int LONGEST_LEAD_DAYS = 3_650;

    private final Columns columns;
    private final List<String> fields;

    Row(Columns columns, List<String> fields) {
        this.columns = columns;
        this.fields = fields;
        if (fields.size() != columns.count()) {
            throw new Unusable(fields.size() + " columns instead of " + columns.count());
        }
    }

    /** Why a row can't be used. It is thrown often, so it has no stack trace. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String reason) {
            super(reason, null, false, false);
        }
    }

    Location location() {
        List<Access> access = access();
        long best = access.stream().mapToLong(Access::maxSpeedMbps).max().orElseThrow();
        return new Location(
                id(),
                new ListedAddress(
                        text("street", 200), text("city", 100), text("region", 10), text("postal_code", 12), country()),
                degrees("latitude", 90),
                degrees("longitude", 180),
                access,
                capacity(best));
    }

    private String country() {
        String country = text("country", 2);
        if (!country.matches("[A-Za-z]{2}")) {
            throw new Unusable("country '" + country + "' is not two letters (ISO 3166)");
        }
        return country.toUpperCase(Locale.ROOT);
    }

    private String id() {
        String id = text("id", 40);
        if (!id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/')) {
            throw new Unusable("id '" + id + "' has characters other than ASCII letters, digits and signs but /");
        }
        return id;
    }

    private String text(String column, int longest) {
        String text = columns.of(fields, column);
        if (text.isEmpty() || text.length() > longest) {
            throw new Unusable(column + (text.isEmpty() ? " is empty" : " is longer than " + longest + " characters"));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Unusable(column + " has control characters");
        }
        return text;
    }

    private double degrees(String column, int most) {
        String text = columns.of(fields, column);
        try {
            double degrees = Double.parseDouble(text);
            if (Math.abs(degrees) <= most) { // also refuses NaN
                return Math.rint(degrees * 1e6) / 1e6;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Unusable(column + " '" + text + "' is not between -" + most + " and " + most + " degrees");
    }

    private List<Access> access() {
        String[] technologies = columns.of(fields, "technology").split(";", -1);
        String[] speeds = columns.of(fields, "max_speed_mbps").split(";", -1);
        String[] leads = columns.of(fields, "lead_time_days").split(";", -1);
        if (technologies.length != speeds.length || technologies.length != leads.length || technologies.length > 5) {
            throw new Unusable(
                    "technology, max_speed_mbps and lead_time_days must list the same, up to five, ways of access");
        }
        List<Access> access = new ArrayList<>();
        for (int n = 0; n < technologies.length; n++) {
            access.add(access(technologies[n].strip(), speeds[n], leads[n]));
        }
        return access;
    }

    private static Access access(String technology, String speed, String lead) {
        if (!Access.TECHNOLOGIES.contains(technology)) {
            throw new Unusable("technology '" + technology + "' is none of "
                    + String.join(", ", Access.TECHNOLOGIES.stream().sorted().toList()));
        }
        boolean none = technology.equals("none");
        long mbps = whole("max_speed_mbps", speed, none ? 0 : 1, none ? 0 : FASTEST_MBPS);
        return new Access(technology, mbps, (int) whole("lead_time_days", lead, 0, LONGEST_LEAD_DAYS));
    }

    private long capacity(long best) {
        String text = columns.of(fields, "capacity_mbps");
        return text.isEmpty() ? 0 : whole("capacity_mbps", text, best, 1_000 * FASTEST_MBPS);
    }

    private static long whole(String column, String text, long least, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Unusable(column + " '" + text.strip() + "' is not a whole number from " + least + " to " + most);
    }
}
