package dev.turnup.location.find;

import dev.turnup.location.Location;
import dev.turnup.location.store.LocationStore.Near;
import java.util.List;
import java.util.Optional;

/**
 * Which building a point on a map, or a phone's position, means: the nearest, where it is near enough and the next one is more
 * than twice as far.
 *
 * @param near serviceable buildings, the nearest first: all within {@link #REACH_KM}, or two at least
 */
public record Pointed(List<Near> near) {
    private static final int TWICE = 2;

    /** As exactly as phones and maps place an entrance: who stands farther off may mean another building. */
    private static final double MEANT_KM = 0.1;

    /** So far the rule looks. */
    public static final double REACH_KM = TWICE * MEANT_KM;

    /** Empty where nothing is near enough, and where it may be another one. */
    public Optional<Location> certain() {
        List<Location> candidates = candidates();
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    /** Those that may be meant, the nearest first; none where nothing is near enough. */
    public List<Location> candidates() {
        return near.isEmpty() || near.getFirst().kilometres() > MEANT_KM
                ? List.of()
                : near.stream()
                        .filter(one ->
                                one.kilometres() <= TWICE * near.getFirst().kilometres())
                        .map(Near::location)
                        .toList();
    }
}
