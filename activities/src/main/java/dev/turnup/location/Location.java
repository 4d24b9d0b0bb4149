package dev.turnup.location;

import dev.turnup.location.address.ListedAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A building of the list.
 *
 * @param id the provider's
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param access the ways in which it is reached, the best first; never empty
 * @param capacityMbps megabits per second that may be sold there in all, 0 where no limit is known
 */
public record Location(
        String id, ListedAddress address, double latitude, double longitude, List<Access> access, long capacityMbps) {

    public Location {
        access = access.stream()
                .sorted(Comparator.comparingLong(Access::maxSpeedMbps)
                        .reversed()
                        .thenComparingInt(Access::leadTimeDays))
                .toList();
    }

    public Access best() {
        return access.getFirst();
    }

    /** The way that carries so much, in megabits per second, the soonest; of equals the fastest. */
    public Optional<Access> way(long speedMbps) {
        return access.stream()
                .filter(one -> one.maxSpeedMbps() >= speedMbps)
                .min(Comparator.comparingInt(Access::leadTimeDays));
    }

    public boolean isServiceable() {
        return best().maxSpeedMbps() > 0;
    }
}
