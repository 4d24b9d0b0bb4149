package dev.turnup.locationcheck.records;

import dev.turnup.location.Access;
import dev.turnup.location.Location;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row is answered. Of an uncertain one only the candidates are named, so that nobody takes the first by mistake.
 *
 * @param reason null where the result says it all
 * @param confidence 0 to 1; null where the site wasn't asked for by address
 * @param listed the address as it is in the list
 * @param maxSpeed megabits per second
 * @param leadDays whole days
 * @param distance kilometres from the coordinates that were asked for
 * @param candidates ids, the best first, divided by blanks
 */
public record Answer(
        Result result,
        @Nullable String reason,
        @Nullable String locationId,
        @Nullable Double confidence,
        @Nullable String listed,
        @Nullable String technology,
        @Nullable Long maxSpeed,
        @Nullable Integer leadDays,
        @Nullable Double distance,
        @Nullable String candidates) {

    static Answer without(Result result, String reason) {
        return new Answer(result, reason, null, null, null, null, null, null, null, null);
    }

    static Answer uncertain(
            String reason, List<Location> candidates, @Nullable Double confidence, @Nullable Double distance) {
        String ids = String.join(" ", candidates.stream().map(Location::id).toList());
        return new Answer(Result.uncertain, reason, null, confidence, null, null, null, null, distance, ids);
    }

    /**
     * @param speed the wished one in megabits per second; null where any will do
     * @param free megabits per second that can still be sold there; null where no limit is known
     */
    static Answer of(
            Location location,
            @Nullable Long speed,
            @Nullable Long free,
            @Nullable Double confidence,
            @Nullable Double distance) {
        Access access = access(location, speed);
        String reason = reason(location, access, speed, free);
        return new Answer(
                reason == null ? Result.found : Result.notServiceable,
                reason,
                location.id(),
                confidence,
                listed(location),
                access.technology(),
                access.maxSpeedMbps(),
                access.leadTimeDays(),
                distance,
                null);
    }

    /** Null where it can be had. */
    private static @Nullable String reason(
            Location location, Access access, @Nullable Long speed, @Nullable Long free) {
        if (!location.isServiceable()) {
            return "nothing can be had there yet";
        }
        if (speed != null && speed > access.maxSpeedMbps()) {
            return "there are up to " + access.maxSpeedMbps() + " Mbit/s";
        }
        boolean enough = free == null || free >= (speed == null ? 1 : speed);
        return enough ? null : free + " Mbit/s are free there at present";
    }

    /** Of those that are fast enough the one that is there soonest; without a wish, or where none is, the fastest. */
    private static Access access(Location location, @Nullable Long speed) {
        return location.access().stream()
                .filter(access -> speed != null && access.maxSpeedMbps() >= speed)
                .min(Comparator.comparingInt(Access::leadTimeDays))
                .orElse(location.best());
    }

    private static String listed(Location location) {
        return "%s, %s, %s %s"
                .formatted(
                        location.address().street(),
                        location.address().city(),
                        location.address().region(),
                        location.address().postalCode());
    }
}
