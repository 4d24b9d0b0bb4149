package dev.turnup.location.offer;

import java.math.BigDecimal;

/**
 * A speed that can be had at a place.
 *
 * @param speedMbps megabits per second
 * @param technology by which it comes the soonest
 * @param leadTimeDays whole days of field work
 * @param perHour in the catalogue's currency
 */
public record Tier(long speedMbps, String technology, int leadTimeDays, BigDecimal perHour) {}
