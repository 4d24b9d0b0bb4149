package dev.turnup.tenants;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.ApiKeys.KeyRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as it is answered: what it is called and may, and never itself. */
public final class KeyAnswer {
    private KeyAnswer() {}

    public static ObjectNode of(KeyRow row, Instant now) {
        ObjectNode key = TreeJson.object()
                .put("@type", "ApiKey")
                .put("id", row.id())
                .put("href", AccessKeys.PATH + "/" + row.id())
                .put("tenant", row.tenant())
                .put("role", row.role().name())
                .put("name", row.name())
                .put("state", state(row, now));
        ArrayNode scopes = key.putArray("scopes");
        row.allRights().forEach(right -> scopes.add(right.name()));
        key.put("createdAt", row.createdAt().toString());
        put(key, "expiresAt", row.expiresAt());
        put(key, "lastUsedAt", row.usedAt());
        put(key, "revokedAt", row.revokedAt());
        return key;
    }

    private static String state(KeyRow row, Instant now) {
        if (row.revokedAt() != null) {
            return "revoked";
        }
        return row.isExpired(now) ? "expired" : "active";
    }

    private static void put(ObjectNode key, String name, @Nullable Instant at) {
        if (at != null) {
            key.put(name, at.toString());
        }
    }
}
