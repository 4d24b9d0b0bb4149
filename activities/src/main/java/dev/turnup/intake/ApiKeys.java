package dev.turnup.intake;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * API keys. Only their hashes are kept: 256 random bits need no salt and no slow hash. Nothing of them is kept in memory, so
 * what is revoked here is refused by every process from the next call on.
 */
public final class ApiKeys {
    /** So many of a tenant are good at once. */
    public static final int MOST = 100;

    private static final String PREFIX = "tk_";
    private static final int BYTES = 32;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * What is kept of a key.
     *
     * @param rights names, divided by spaces
     * @param expiresAt from when on it is refused; null for never
     * @param revokedAt null where it wasn't
     * @param usedAt the hour in which it was last used; null where it never was
     */
    public record KeyRow(
            String id,
            String tenant,
            Caller.Role role,
            String name,
            String rights,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant usedAt) {

        public boolean isGood(Instant now) {
            return revokedAt == null && !isExpired(now);
        }

        public boolean isExpired(Instant now) {
            return expiresAt != null && !expiresAt.isAfter(now);
        }

        public Set<Right> allRights() {
            return Right.read(rights);
        }
    }

    /** @param key in clear, which is known this once */
    public record Made(KeyRow row, String key) {}

    /** A customer's organization. Known ones stay as they are. */
    public void addTenant(String id, String name) {
        jdbi.useExtension(Tenants.class, tenants -> tenants.add(id, name, clock.instant()));
    }

    /** A fresh key with the usual rights that doesn't expire, in clear; as {@link #make}. */
    public String create(String tenant, Caller.Role role, String name) {
        return make(tenant, role, name, Right.usual(role), null).key();
    }

    /**
     * A fresh key. An operator's tenant is always {@link Caller#PROVIDER}; a customer's must be known. Throws LimitReached
     * where the tenant has {@link #MOST}.
     *
     * @param expiresAt null for never
     */
    public Made make(String tenant, Caller.Role role, String name, Set<Right> rights, @Nullable Instant expiresAt) {
        if (role == Caller.Role.operator) {
            addTenant(Caller.PROVIDER, "Provider");
        }
        Made made = fresh(tenant, role, name, rights, expiresAt);
        jdbi.useTransaction(tx -> {
            tx.attach(Tenants.class).hold(made.row().tenant());
            add(tx.attach(KeyTable.class), made);
        });
        return made;
    }

    private Made fresh(String tenant, Caller.Role role, String name, Set<Right> rights, @Nullable Instant expiresAt) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        KeyRow row = new KeyRow(
                "key-" + UUID.randomUUID(),
                role == Caller.Role.operator ? Caller.PROVIDER : tenant,
                role,
                name,
                Right.write(rights),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                expiresAt,
                null,
                null);
        return new Made(row, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    private void add(KeyTable table, Made made) {
        String tenant = made.row().tenant();
        long good = table.good(tenant, clock.instant());
        if (good >= MOST) {
            throw new LimitReached(tenant, "keys", MOST, good, 1);
        }
        table.add(hash(made.key()), made.row());
    }

    /** Whose key it is; empty where there is none that is good now. */
    public Optional<Caller> find(String key) {
        Instant now = clock.instant();
        return jdbi.withExtension(KeyTable.class, table -> {
            Optional<KeyTable.Found> found = table.find(hash(key), now);
            Instant hour = now.truncatedTo(ChronoUnit.HOURS);
            found.filter(one -> one.usedAt() == null || one.usedAt().isBefore(hour))
                    .ifPresent(one -> table.used(one.id(), hour));
            return found.map(ApiKeys::caller);
        });
    }

    private static Caller caller(KeyTable.Found found) {
        return new Caller(
                found.tenant(),
                found.role(),
                found.name(),
                found.id(),
                Right.read(found.rights()),
                found.isSuspended() ? found.reason() : null);
    }

    /** Those of a tenant and of its sub-accounts, or all, the newest first. Filters that are null let everything through. */
    public List<KeyRow> list(Scope scope, @Nullable String tenant, @Nullable String id, Page page) {
        return jdbi.withExtension(KeyTable.class, table -> table.list(scope, tenant, id, page));
    }

    public long count(Scope scope, @Nullable String tenant, @Nullable String id) {
        return jdbi.withExtension(KeyTable.class, table -> table.count(scope, tenant, id));
    }

    public Optional<KeyRow> find(Scope scope, String id) {
        return jdbi.withExtension(KeyTable.class, table -> table.find(scope, id));
    }

    /** Refused from now on, for ever; false where there is no such key. */
    public boolean revoke(Scope scope, String id) {
        return jdbi.withExtension(KeyTable.class, table -> table.revoke(scope, id, clock.instant()) == 1);
    }

    /**
     * A fresh key that may the same; the old one is good for the overlap, and no longer than it was to be. Empty where the
     * old one isn't good any more. Throws LimitReached where both together with the tenant's others would be too many.
     *
     * @param expiresAt of the new one; null: it is good for as long as the old one was to be
     */
    public Optional<Made> rotate(KeyRow old, Duration overlap, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        Instant end = expiresAt == null && old.expiresAt() != null
                ? now.truncatedTo(ChronoUnit.MILLIS).plus(Duration.between(old.createdAt(), old.expiresAt()))
                : expiresAt;
        Made made = fresh(old.tenant(), old.role(), old.name(), old.allRights(), end);
        return jdbi.inTransaction(tx -> {
            tx.attach(Tenants.class).hold(old.tenant());
            KeyTable table = tx.attach(KeyTable.class);
            if (table.endAt(old.id(), now.plus(overlap), now) == 0) {
                return Optional.empty();
            }
            if (overlap.isZero()) { // there are no more than before
                table.add(hash(made.key()), made.row());
            } else {
                add(table, made);
            }
            return Optional.of(made);
        });
    }

    private static String hash(String key) {
        return Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
    }
}
