package dev.turnup.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
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

    /** The attribute of a change that keeps those of what it changed. */
    public static final String BEFORE = "before";

    boolean isChange() {
        return kind.equals(CHANGE);
    }

    /** The same as a change of what is there, with what that was before. */
    Wanted changing(Resource there) {
        ObjectNode before = (ObjectNode) Json.read(there.attributes(), JsonNode.class);
        before.remove(BEFORE);
        Map<String, Object> changed = new LinkedHashMap<>(attributes);
        changed.put(BEFORE, before);
        return new Wanted(CHANGE, there.id(), tenant, changed, null, Duration.ZERO);
    }
}
