package dev.turnup.intake;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** API keys. Only their hashes are kept: 256 random bits need no salt and no slow hash. */
public final class ApiKeys {
    private static final String PREFIX = "tk_";
    private static final int BYTES = 32;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A customer's organization. Known ones stay as they are. */
    public void addTenant(String id, String name) {
        jdbi.useExtension(Tenants.class, tenants -> tenants.add(id, name, clock.instant()));
    }

    /**
     * A fresh key, which is shown this once. An operator's tenant is always {@link Caller#PROVIDER}; a customer's must be known.
     */
    public String create(String tenant, Caller.Role role, String name) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String owner = role == Caller.Role.operator ? Caller.PROVIDER : tenant;
        if (role == Caller.Role.operator) {
            addTenant(Caller.PROVIDER, "Provider");
        }
        jdbi.useExtension(
                Tenants.class, tenants -> tenants.addKey(hash(key), owner, role.name(), name, clock.instant()));
        return key;
    }

    public Optional<Caller> find(String key) {
        return jdbi.withExtension(Tenants.class, tenants -> tenants.findKey(hash(key)));
    }

    private static String hash(String key) {
        return Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
    }
}
