package dev.turnup.window;

import dev.turnup.plan.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a customer's clock to instants. Of a time that the clock shows twice the first is meant. */
public final class LocalTimes {
    private LocalTimes() {}

    /** Empty, with the problem noted, where there is no such zone. */
    public static Optional<ZoneId> zone(String path, @Nullable String name, List<Problem> problems) {
        if (name == null) {
            return Optional.empty();
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            problems.add(
                    new Problem(path, "must be a time zone of the IANA database, for instance America/Chicago or UTC"));
            return Optional.empty();
        }
        return Optional.of(ZoneId.of(name));
    }

    /** Empty, with the problem noted, where the clocks of that zone never show such a time. */
    public static Optional<Instant> instant(String path, @Nullable String text, ZoneId zone, List<Problem> problems) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.parse(text);
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            if (change != null && change.isGap()) {
                problems.add(new Problem(
                        path,
                        "there is no such time in " + zone + ": clocks go from "
                                + change.getDateTimeBefore() + " to " + change.getDateTimeAfter()
                                + "; take one before the first, or from the second on"));
                return Optional.empty();
            }
            return Optional.of(ZonedDateTime.ofLocal(local, zone, null).toInstant());
        } catch (DateTimeException e) {
            problems.add(
                    new Problem(
                            path,
                            "must be a date and time on the clocks of the time zone, without an offset, for instance 2026-12-01T19:00"));
            return Optional.empty();
        }
    }
}
