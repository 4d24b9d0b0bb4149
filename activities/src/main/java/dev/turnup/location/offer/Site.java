package dev.turnup.location.offer;

import dev.turnup.location.Location;
import java.util.List;

/**
 * A data centre.
 *
 * @param freePorts megabits per second of each kind of port of which one is free, the slowest first
 */
public record Site(Location location, String name, List<Long> freePorts) {}
