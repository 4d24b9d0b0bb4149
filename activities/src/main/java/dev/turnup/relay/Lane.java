package dev.turnup.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Room for deliveries of some kinds: for so many at once, for so many of one tenant, and how soon its next may begin. Whatever
 * fills one lane, what goes by another isn't delayed by it.
 */
final class Lane {
    /** Enough to keep Temporal busy. */
    private static final int AT_ONCE = 16;

    private final List<String> kinds;
    private final int ofTenant;
    private final Duration apart;
    private final Map<String, Place> places = new HashMap<>();

    /** What a tenant has of it. */
    private record Place(int underWay, Instant last) {}

    /**
     * @param kinds as in {@link Undelivered.Message}
     * @param ofTenant how many of a tenant may be under way
     * @param apart how long after one of a tenant its next may begin; zero for at once
     */
    Lane(List<String> kinds, int ofTenant, Duration apart) {
        this.kinds = List.copyOf(kinds);
        this.ofTenant = ofTenant;
        this.apart = apart;
    }

    List<String> kinds() {
        return kinds;
    }

    /** How many more of this tenant may begin now. */
    synchronized int room(String tenant, Instant now) {
        Place place = places.getOrDefault(tenant, new Place(0, Instant.EPOCH));
        int room = Math.min(ofTenant - place.underWay, AT_ONCE - underWay());
        if (apart.isZero()) {
            return room;
        }
        return isRested(place, now) ? Math.min(1, room) : 0;
    }

    private int underWay() {
        return places.values().stream().mapToInt(Place::underWay).sum();
    }

    synchronized void begin(String tenant, Instant now) {
        places.merge(tenant, new Place(1, now), (place, one) -> new Place(place.underWay + 1, now));
    }

    synchronized void end(String tenant) {
        places.computeIfPresent(tenant, (who, place) -> new Place(place.underWay - 1, place.last));
    }

    /** How long until one of the tenants that have just begun one may begin another; at most {@code longest}. */
    synchronized Duration untilRoom(Instant now, Duration longest) {
        places.values().removeIf(place -> place.underWay == 0 && isRested(place, now));
        return places.values().stream()
                .filter(place -> !isRested(place, now))
                .map(place -> apart.minus(Duration.between(place.last, now).abs()))
                .reduce(longest, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    /** Also where the clock was set back. */
    private boolean isRested(Place place, Instant now) {
        return Duration.between(place.last, now).abs().compareTo(apart) >= 0;
    }
}
