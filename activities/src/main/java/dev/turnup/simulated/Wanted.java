package dev.turnup.simulated;

import java.time.Duration;
import java.util.LinkedHashMap;
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
        Duration partyTakes) {
    /** The kind of a change to another resource. */
    static final String CHANGE = "change";

    /** The same as a change of what is there. */
    Wanted changing(Resource there) {
        Map<String, Object> changed = new LinkedHashMap<>(attributes);
        changed.put("speedMbpsBefore", there.attribute("speedMbps").longValue());
        return new Wanted(CHANGE, there.id(), tenant, changed, null, Duration.ZERO);
    }
}
