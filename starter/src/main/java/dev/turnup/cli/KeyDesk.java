package dev.turnup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where API keys are made and ended. Throws PlainError where that can't be. */
public interface KeyDesk {

    /**
     * What a key is to be.
     *
     * @param tenant made where it isn't there
     * @param role {@code customer} or {@code operator}
     * @param name what the key is for
     * @param scopes {@code read}, {@code write}, {@code admin}; none for the usual ones of that role
     * @param expiresAt null for never
     */
    record NewKey(
            String tenant,
            String role,
            String name,
            List<String> scopes,
            @Nullable Instant expiresAt) {

        /** With the usual scopes, for ever. */
        static NewKey of(String tenant, String role, String name) {
            return new NewKey(tenant, role, name, List.of(), null);
        }
    }

    /** The new key in clear, which is shown this once. */
    String create(NewKey key);

    /**
     * Keys as the API answers them, the newest first.
     *
     * @param tenant null for those of all
     */
    List<JsonNode> list(@Nullable String tenant);

    /** Refused from the next call on, for ever. */
    void revoke(String id);

    /**
     * A key that takes the place of this one, as the API says it of rotations.
     *
     * @return the new key in clear, which is shown this once
     */
    String rotate(String id, Duration overlap);
}
