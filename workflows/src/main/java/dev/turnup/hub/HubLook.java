package dev.turnup.hub;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription stands.
 *
 * @param sent how many events were taken in this slice
 * @param more whether anything waits; where not, the workflow ends
 * @param next when to send again; null: at once
 * @param failures in a row
 */
public record HubLook(int sent, boolean more, @Nullable Instant next, int failures) {}
