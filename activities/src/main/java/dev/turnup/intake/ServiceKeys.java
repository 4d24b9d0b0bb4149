package dev.turnup.intake;

import dev.turnup.database.Everyones;
import dev.turnup.plan.ServiceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Table service_key, and what was ordered with its keys. What was never active has used no key. Each side needs what is the
 * other's: a key's state comes from what others have ordered with it.
 */
public interface ServiceKeys {
    /** So many of a tenant can be ordered with at once. */
    int MOST = 1_000;

    /** Each with its state at {@code :now}. */
    String KEYS = """
            (select k.id, k.hash, k.tenant, k.product_id, k.name, k.max_speed as max_speed_mbps, k.single_use,
                k.expires_at, k.created_at, k.revoked_at,
                case when k.revoked_at is not null then 'revoked'
                    when owner.suspended_at is not null or up.suspended_at is not null then 'suspended'
                    when k.single_use and exists (select 1 from product_relation r join product p on p.id = r.product_id
                        where r.service_key = k.id and p.state <> 'cancelled') then 'used'
                    when k.expires_at <= :now or port.state = 'terminated' then 'expired'
                    else 'active' end as state
            from service_key k join product port on port.id = k.product_id
            join tenant owner on owner.id = k.tenant left join tenant up on up.id = owner.parent) keys
            """;

    String FILTERED = "from " + KEYS + """
            where (:scope.all or tenant = :scope.tenant)
                and (cast(:filter.id as varchar) is null or id = :filter.id)
                and (cast(:filter.port as varchar) is null or product_id = :filter.port)
                and (cast(:filter.state as varchar) is null or state = :filter.state)""";

    /**
     * A connection as the owner of the port may know it.
     *
     * @param reliesOn the port
     * @param body a {@link ProductBody} as JSON
     * @param receipts by step name, as JSON
     */
    record Connection(
            String serviceKey,
            String reliesOn,
            String state,
            String body,
            String receipts,
            Instant createdAt,
            @Nullable Instant activeSince,
            @Nullable Instant endedAt) {}

    /** Filters; null lets everything through. */
    record Filter(
            @Nullable String id,
            @Nullable String port,
            @Nullable String state) {}

    /** @param hash SHA-256 of the key */
    @SqlUpdate("""
            insert into service_key (id, hash, tenant, product_id, name, max_speed, single_use, expires_at, created_at)
            values (:key.id, :hash, :key.tenant, :key.productId, :key.name, :key.maxSpeedMbps, :key.singleUse,
                :key.expiresAt, :key.createdAt)""")
    void add(@BindMethods("key") ServiceKey key, String hash);

    /** Zero where there is none; revoked for a second time it stays as it was. */
    @SqlUpdate("""
            update service_key set revoked_at = coalesce(revoked_at, :now)
            where id = :id and (:scope.all or tenant = :scope.tenant)""")
    int revoke(@BindMethods("scope") Scope scope, String id, Instant now);

    /** Anybody's, by its id or the hash of the whole key. */
    @Everyones
    @SqlQuery("select * from " + KEYS + "where id = :reference or hash = :reference")
    @RegisterConstructorMapper(ServiceKey.class)
    Optional<ServiceKey> known(String reference, Instant now);

    /** Holds the rows to the end of the transaction, so that of two orders with a key the later one sees the other. */
    @Everyones
    @SqlQuery("select id from service_key where id in (<ids>) order by id for update")
    List<String> lock(@BindList("ids") List<String> ids);

    @Everyones
    @SqlQuery("select * from " + KEYS + "where id = :id and (:scope.all or tenant = :scope.tenant)")
    @RegisterConstructorMapper(ServiceKey.class)
    Optional<ServiceKey> find(@BindMethods("scope") Scope scope, String id, Instant now);

    @Everyones
    @SqlQuery("select * " + FILTERED + " order by created_at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(ServiceKey.class)
    List<ServiceKey> list(
            @BindMethods("scope") Scope scope,
            @BindMethods("filter") Filter filter,
            @BindMethods("page") Page page,
            Instant now);

    @Everyones
    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @BindMethods("filter") Filter filter, Instant now);

    /** How many of a tenant can be ordered with. */
    @Everyones
    @SqlQuery("select count(*) from " + KEYS + "where tenant = :tenant and state = 'active'")
    long active(String tenant, Instant now);

    /** What was ordered with these keys, also what has ended since, the oldest first. */
    @Everyones
    @SqlQuery("""
            select r.service_key, r.relies_on, p.state, p.body, p.receipts, p.created_at, p.active_since, p.ended_at
            from product_relation r join product p on p.id = r.product_id
            where r.service_key in (<keys>) and p.state <> 'cancelled' order by p.created_at, p.id""")
    @RegisterConstructorMapper(Connection.class)
    List<Connection> connections(@BindList("keys") List<String> keys);

    /** What others have on these ports by service keys, the oldest first. */
    @Everyones
    @SqlQuery("""
            select r.service_key, r.relies_on, p.state, p.body, p.receipts, p.created_at, p.active_since, p.ended_at
            from product_relation r join product p on p.id = r.product_id
            where r.relies_on in (<ports>) and r.service_key is not null and p.state not in ('terminated', 'cancelled')
            order by p.created_at, p.id""")
    @RegisterConstructorMapper(Connection.class)
    List<Connection> onPorts(@BindList("ports") List<String> ports);
}
