package dev.turnup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.cli.KeyDesk;
import dev.turnup.cli.terminal.PlainError;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.ApiKeys.KeyRow;
import dev.turnup.intake.ApiKeys.Made;
import dev.turnup.intake.Caller;
import dev.turnup.intake.LimitReached;
import dev.turnup.intake.Page;
import dev.turnup.intake.Right;
import dev.turnup.intake.Scope;
import dev.turnup.tenants.KeyAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The keys of a database, for whoever may open it. */
record StoredKeys(ApiKeys keys, InstantSource clock) implements KeyDesk {
    private static final Scope ALL = new Scope(Caller.PROVIDER, true);

    static StoredKeys in(Jdbi jdbi) {
        InstantSource clock = InstantSource.system();
        return new StoredKeys(new ApiKeys(jdbi, clock), clock);
    }

    @Override
    public String create(NewKey key) {
        keys.addTenant(key.tenant(), key.tenant());
        Caller.Role role = Caller.Role.valueOf(key.role());
        Set<Right> rights = key.scopes().isEmpty()
                ? Right.usual(role)
                : key.scopes().stream().map(Right::valueOf).collect(Collectors.toSet());
        return limited(() -> keys.make(key.tenant(), role, key.name(), rights, key.expiresAt()))
                .key();
    }

    @Override
    public List<JsonNode> list(@Nullable String tenant) {
        Instant now = clock.instant();
        return keys.list(ALL, tenant, null, new Page(0, Integer.MAX_VALUE)).stream()
                .<JsonNode>map(row -> KeyAnswer.of(row, now))
                .toList();
    }

    @Override
    public void revoke(String id) {
        if (!keys.revoke(ALL, id)) {
            throw unknown(id);
        }
    }

    @Override
    public String rotate(String id, Duration overlap) {
        KeyRow old = keys.find(ALL, id).orElseThrow(() -> unknown(id));
        return limited(() -> keys.rotate(old, overlap, null)
                        .orElseThrow(() -> new PlainError(
                                "The key '" + id + "' is revoked or has expired.",
                                "Make a new one: ./turnup keys create.")))
                .key();
    }

    private static Made limited(Supplier<Made> work) {
        try {
            return work.get();
        } catch (LimitReached limit) {
            throw new PlainError(
                    "The tenant '" + limit.tenant() + "' has " + limit.current()
                            + " keys that are good, and can have no more.",
                    "Revoke one first: ./turnup keys list " + limit.tenant() + " shows them.",
                    limit);
        }
    }

    private static PlainError unknown(String id) {
        return new PlainError("There is no key '" + id + "'.", "./turnup keys list shows all with their ids.");
    }
}
