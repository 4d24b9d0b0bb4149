package dev.turnup.location;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way in which a building is reached.
 *
 * @param technology one of {@link #TECHNOLOGIES}
 * @param maxSpeedMbps megabits per second, 0 where nothing can be had
 * @param leadTimeDays whole days of field work
 */
public record Access(String technology, long maxSpeedMbps, int leadTimeDays) {
    public static final Set<String> TECHNOLOGIES = Set.of("fiber", "fiber-build", "coax", "fixed-wireless", "none");

    /** As they are stored: {@code fiber:10000:0;fixed-wireless:500:5}. */
    public static String written(List<Access> access) {
        return access.stream()
                .map(one -> one.technology + ":" + one.maxSpeedMbps + ":" + one.leadTimeDays)
                .collect(Collectors.joining(";"));
    }

    public static List<Access> read(String written) {
        return Stream.of(written.split(";", -1))
                .map(one -> one.split(":", -1))
                .map(part -> new Access(part[0], Long.parseLong(part[1]), Integer.parseInt(part[2])))
                .toList();
    }
}
