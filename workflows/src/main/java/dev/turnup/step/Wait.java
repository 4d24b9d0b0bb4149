package dev.turnup.step;

import java.time.Instant;

/**
 * A step waits for somebody. Waiting is not failing.
 *
 * @param action what the party has to do, as a short sentence that the customer reads
 * @param until after it an operator decides
 */
public record Wait(Party party, String action, Instant until) {}
