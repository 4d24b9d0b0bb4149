package dev.turnup.location.offer;

import dev.turnup.location.Location;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be had at a place. Stored with answers: what is added must be nullable.
 *
 * @param kind {@code building} or {@code site}
 * @param offering the id of what is sold there
 * @param tiers the slowest first; empty where nothing can be had
 * @param nearest the data centre; null where there is none
 * @param freeMbps megabits per second that can still be sold at a building; null where no limit is known
 */
public record Offer(
        String kind,
        String offering,
        Location location,
        List<Tier> tiers,
        @Nullable NearSite nearest,
        @Nullable Long freeMbps) {

    /** How far a data centre is. */
    public record NearSite(Site site, double kilometres) {}

    public boolean isServiceable() {
        return !tiers.isEmpty();
    }

    /** Whether the place itself could have it, and only what others have there is in the way. */
    public boolean isTaken(long speedMbps) {
        return freeMbps != null
                && speedMbps > freeMbps
                && location.way(speedMbps).isPresent();
    }

    public Optional<Tier> tier(long speedMbps) {
        return tiers.stream().filter(tier -> tier.speedMbps() == speedMbps).findFirst();
    }
}
