package dev.turnup.location.offer;

import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.claims.Claims;
import dev.turnup.location.Location;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** How much of what may be sold at buildings nobody has, for a line without an end. */
public final class FreeBandwidth {
    private final Jdbi jdbi;
    private final InstantSource clock;

    public FreeBandwidth(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Megabits per second by the building's id, where a limit is known: one statement for all, or none. The less, of a building
     * that comes twice, since another list has gone live in between.
     */
    public Map<String, Long> at(Collection<Location> buildings) {
        List<Location> limited =
                buildings.stream().filter(one -> one.capacityMbps() > 0).toList();
        if (limited.isEmpty()) {
            return Map.of();
        }
        List<String> pools = limited.stream().map(FreeBandwidth::pool).toList();
        Map<String, Long> taken = jdbi.withHandle(handle -> Claims.taken(handle, pools, clock.instant()));
        return limited.stream()
                .collect(Collectors.toMap(
                        Location::id,
                        one -> Math.max(0, one.capacityMbps() - taken.getOrDefault(pool(one), 0L)),
                        Math::min));
    }

    private static String pool(Location building) {
        return Pool.location(building.id(), building.capacityMbps()).id();
    }
}
