package dev.turnup.simulated;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter orders from its system.
 *
 * @param id as the provider will assign it
 * @param attributes whatever else the provider keeps; no secret
 * @param keyFingerprint of the customer's key where the key is good for one resource only, or null
 * @param partyTakes how long the person takes who must act
 */
public record Wanted(
        String kind,
        String id,
        String tenant,
        Map<String, Object> attributes,
        @Nullable String keyFingerprint,
        Duration partyTakes) {}
