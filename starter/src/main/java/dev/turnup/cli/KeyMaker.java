package dev.turnup.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes API keys. */
@FunctionalInterface
public interface KeyMaker {

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
}
