package dev.turnup.intake;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Table idempotency. */
interface Idempotency {

    /** Zero when the tenant used the key before. */
    @SqlUpdate("""
            insert into idempotency (tenant, idem_key, payload, status, answer, created_at)
            values (:tenant, :key, :payload, :status, :answer, :at) on conflict do nothing""")
    int insert(String tenant, @Nullable String key, String payload, int status, String answer, Instant at);

    @SqlQuery("select status, answer, payload from idempotency where tenant = :tenant and idem_key = :key")
    @RegisterConstructorMapper(OnceOnly.Stored.class)
    Optional<OnceOnly.Stored> find(String tenant, @Nullable String key);
}
