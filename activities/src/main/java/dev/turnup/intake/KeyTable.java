package dev.turnup.intake;

import dev.turnup.intake.ApiKeys.KeyRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Table api_key. */
interface KeyTable {
    String COLUMNS = "id, tenant, role, name, rights, created_at, expires_at, revoked_at, used_at";

    /** An operator sees all, a customer those of its tenant and of its sub-accounts. */
    String VISIBLE =
            "(:scope.all or tenant in (select t.id from tenant t where t.id = :scope.tenant or t.parent = :scope.tenant))";

    String FILTERED = "from api_key where " + VISIBLE + " " + """
            and (cast(:tenant as varchar) is null or tenant = :tenant) and (cast(:id as varchar) is null or id = :id)""";

    /** What is known of a key that is good now. */
    record Found(
            String id,
            String tenant,
            Caller.Role role,
            String name,
            String rights,
            @Nullable Instant usedAt,
            boolean isSuspended,
            String reason) {}

    @SqlUpdate("""
            insert into api_key (key_hash, id, tenant, role, name, rights, created_at, expires_at)
            values (:hash, :key.id, :key.tenant, :key.role, :key.name, :key.rights, :key.createdAt, :key.expiresAt)""")
    void add(String hash, @BindMethods("key") KeyRow key);

    @SqlQuery("""
            select k.id, k.tenant, k.role, k.name, k.rights, k.used_at,
                own.suspended_at is not null or up.suspended_at is not null as is_suspended,
                coalesce(own.suspension_reason, up.suspension_reason, '') as reason
            from api_key k join tenant own on own.id = k.tenant left join tenant up on up.id = own.parent
            where k.key_hash = :hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > :now)""")
    @RegisterConstructorMapper(Found.class)
    Optional<Found> find(String hash, Instant now);

    @SqlUpdate("update api_key set used_at = :hour where id = :id and (used_at is null or used_at < :hour)")
    void used(String id, Instant hour);

    @SqlQuery("select " + COLUMNS + " from api_key where id = :id and " + VISIBLE)
    @RegisterConstructorMapper(KeyRow.class)
    Optional<KeyRow> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select " + COLUMNS + " " + FILTERED
            + " order by created_at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(KeyRow.class)
    List<KeyRow> list(
            @BindMethods("scope") Scope scope,
            @Nullable String tenant,
            @Nullable String id,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @Nullable String tenant, @Nullable String id);

    /** How many of a tenant's are good. */
    @SqlQuery("""
            select count(*) from api_key
            where tenant = :tenant and revoked_at is null and (expires_at is null or expires_at > :now)""")
    long good(String tenant, Instant now);

    @SqlUpdate("update api_key set revoked_at = coalesce(revoked_at, :at) where id = :id and " + VISIBLE)
    int revoke(@BindMethods("scope") Scope scope, String id, Instant at);

    /** Zero where it is no longer good. */
    @SqlUpdate("""
            update api_key set expires_at = case when expires_at < :until then expires_at else :until end
            where id = :id and revoked_at is null and (expires_at is null or expires_at > :now)""")
    int endAt(String id, Instant until, Instant now);
}
