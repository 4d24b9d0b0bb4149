package dev.turnup.intake;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables tenant and api_key. */
interface Tenants {

    @SqlUpdate("insert into tenant (id, name, created_at) values (:id, :name, :at) on conflict do nothing")
    void add(String id, String name, Instant at);

    @SqlUpdate("""
            insert into api_key (key_hash, tenant, role, name, created_at)
            values (:hash, :tenant, :role, :name, :at)""")
    void addKey(String hash, String tenant, String role, String name, Instant at);

    @SqlQuery("select tenant, role, name from api_key where key_hash = :hash")
    @RegisterConstructorMapper(Caller.class)
    Optional<Caller> findKey(String hash);
}
