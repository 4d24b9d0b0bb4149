package dev.turnup.location;

/**
 * One way in which a building is reached.
 *
 * @param technology {@code fiber}, {@code fiber-build}, {@code fixed-wireless}, {@code coax} or {@code none}
 * @param maxSpeedMbps megabits per second, 0 where nothing can be had
 * @param leadTimeDays whole days of field work
 */
public record Access(String technology, long maxSpeedMbps, int leadTimeDays) {}
