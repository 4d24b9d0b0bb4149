package dev.turnup.locationcheck.file;

import dev.turnup.location.store.Circle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One row, judged: the first thing that is wrong with it is its problem. */
final class SiteRow {
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_NAME = 100;
    private static final long FASTEST_MBPS = 1_000_000;
    private static final int LONGITUDES = 180;
    private static final String DECIMAL = "[+-]?\\d{1,3}(\\.\\d{0,20})?";

    private final SiteColumns columns;
    private final List<String> fields;

    SiteRow(SiteColumns columns, List<String> fields) {
        this.columns = columns;
        this.fields = fields;
    }

    Site site(int n, int line) {
        if (fields.size() != columns.count()) {
            String name = columns.isFirst("id") ? fields.getFirst() : "";
            return broken(n, line, name, String.join(",", fields), wrongCount());
        }
        List<Way> ways = ways();
        Way way = ways.size() == 1 ? ways.getFirst() : Way.none;
        String asked = asked(ways);
        String problem = problem(ways, asked);
        return problem == null
                ? new Site(n, line, nullable(text("id")), way, asked, speed(), null)
                : broken(n, line, text("id"), asked, problem);
    }

    private static Site broken(int n, int line, String name, String asked, String problem) {
        return new Site(
                n, line, nullable(shown(name, LONGEST_NAME)), Way.none, shown(asked, LONGEST_TEXT), null, problem);
    }

    private String wrongCount() {
        return fields.size() + " columns instead of " + columns.count()
                + (fields.size() > columns.count() ? ": a field that has commas must be in quotes" : "");
    }

    private String text(String column) {
        return columns.of(fields, column);
    }

    private List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        if (isFilled("address")) {
            ways.add(Way.address);
        }
        if (SiteColumns.ADDRESS_PARTS.stream().anyMatch(this::isFilled)) {
            ways.add(Way.address);
        }
        if (SiteColumns.DEGREES.stream().anyMatch(this::isFilled)) {
            ways.add(Way.coordinates);
        }
        if (isFilled("location_id")) {
            ways.add(Way.location);
        }
        return ways;
    }

    private boolean isFilled(String column) {
        return !text(column).isEmpty();
    }

    private String asked(List<Way> ways) {
        return ways.stream().distinct().map(this::asked).collect(Collectors.joining(" / "));
    }

    private String asked(Way way) {
        return switch (way) {
            case address -> joined(", ", "address", "street", "city", "region", "postal_code");
            case coordinates -> joined(" ", "latitude", "longitude");
            case location -> text("location_id");
            case none -> "";
        };
    }

    private String joined(String between, String... names) {
        return List.of(names).stream()
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(between));
    }

    private @Nullable String problem(List<Way> ways, String asked) {
        if (fields.stream().anyMatch(field -> field.strip().chars().anyMatch(Character::isISOControl))) {
            return "a field has control characters, for instance a line break";
        }
        if (text("id").length() > LONGEST_NAME) {
            return "id is longer than " + LONGEST_NAME + " characters";
        }
        if (ways.isEmpty()) {
            return "it doesn't say where the site is";
        }
        if (ways.size() > 1) {
            return "two ways of asking: fill in one of address, street with what follows it, latitude with longitude, and"
                    + " location_id";
        }
        if (asked.length() > LONGEST_TEXT) {
            return "it asks with more than " + LONGEST_TEXT + " characters";
        }
        String place = placeProblem(ways.getFirst());
        return place == null ? speedProblem() : place;
    }

    private @Nullable String placeProblem(Way way) {
        if (way == Way.address && !isFilled("address") && !isFilled("street")) {
            return "street is empty";
        }
        if (way == Way.location && text("location_id").length() > 40) {
            return "location_id is longer than 40 characters";
        }
        if (way == Way.coordinates) {
            String latitude = degrees("latitude", Circle.NORTHERNMOST);
            return latitude == null ? degrees("longitude", LONGITUDES) : latitude;
        }
        return null;
    }

    private @Nullable String degrees(String column, double most) {
        String text = text(column);
        if (text.matches(DECIMAL) && Math.abs(Double.parseDouble(text)) <= most) {
            return null;
        }
        return column
                + (text.isEmpty()
                        ? " is empty"
                        : " '%s' is not between -%.0f and %.0f degrees".formatted(shown(text, 30), most, most));
    }

    private @Nullable String speedProblem() {
        Long speed = speed();
        return !isFilled("speed_mbps") || (speed != null && speed >= 1 && speed <= FASTEST_MBPS)
                ? null
                : "speed_mbps '" + shown(text("speed_mbps"), 30) + "' is not a whole number from 1 to 1000000";
    }

    private @Nullable Long speed() {
        try {
            return isFilled("speed_mbps") ? Long.valueOf(text("speed_mbps")) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What was wrong is shown as far as a database and a spreadsheet take it. */
    private static String shown(String text, int longest) {
        String plain = text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return plain.length() <= longest
                ? plain
                : plain.substring(0, Character.isHighSurrogate(plain.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static @Nullable String nullable(String text) {
        return text.isEmpty() ? null : text;
    }
}
