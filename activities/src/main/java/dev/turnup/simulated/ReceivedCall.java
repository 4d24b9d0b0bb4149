package dev.turnup.simulated;

import java.time.Instant;

/**
 * A row of the witness.
 *
 * @param verb APPLY, RELEASE, PROBE, or LANDED when a late request took effect
 * @param effect whether it changed anything outside
 */
public record ReceivedCall(long id, String provider, String verb, String reference, boolean effect, Instant at) {}
