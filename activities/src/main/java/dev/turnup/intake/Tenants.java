package dev.turnup.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Tables tenant and tenant_limit: customers' organizations. */
public interface Tenants {

    /**
     * A tenant and what it may hold; null: no limit.
     *
     * @param parent whose sub-account it is
     * @param suspendedAt null while it is active
     * @param openOrders that haven't ended
     * @param ports the members of bundles are counted one by one
     * @param speedMbps of all products but ports, megabits per second
     */
    record TenantRow(
            String id,
            String name,
            @Nullable String parent,
            Instant createdAt,
            @Nullable Instant suspendedAt,
            @Nullable String suspensionReason,
            @Nullable Integer openOrders,
            @Nullable Integer ports,
            @Nullable Long speedMbps) {}

    /** Filters; null lets everything through. */
    record TenantFilter(
            @Nullable String id,
            @Nullable String parent,
            @Nullable Boolean suspended) {}

    String LIMITED =
            "select t.*, l.open_orders, l.ports, l.speed_mbps from tenant t left join tenant_limit l on l.tenant = t.id ";

    String FILTERED = """
            where (cast(:filter.id as varchar) is null or t.id = :filter.id)
                and (cast(:filter.parent as varchar) is null or t.parent = :filter.parent)
                and (cast(:filter.suspended as boolean) is null or (t.suspended_at is not null) = :filter.suspended)""";

    /** Zero where there is one of this id. */
    @SqlUpdate("""
            insert into tenant (id, name, parent, created_at) values (:id, :name, :parent, :createdAt)
            on conflict do nothing""")
    int add(@BindMethods TenantRow tenant);

    /** Whatever there may be stays as it is. */
    @SqlUpdate("insert into tenant (id, name, created_at) values (:id, :name, :at) on conflict do nothing")
    void add(String id, String name, Instant at);

    @SqlUpdate("""
            update tenant set name = :name, suspended_at = :suspendedAt, suspension_reason = :suspensionReason
            where id = :id""")
    void change(@BindMethods TenantRow tenant);

    @SqlUpdate("insert into tenant_limit (tenant) values (:tenant) on conflict do nothing")
    void addLimits(String tenant);

    /** Whoever changes a tenant, or orders for one that has limits, waits for the others here. */
    @SqlQuery("select tenant from tenant_limit where tenant = :tenant for update")
    Optional<String> lock(String tenant);

    /** The same where it may have had no limits yet: of two who count and then take one more, the later one sees the other. */
    default void hold(String tenant) {
        addLimits(tenant);
        lock(tenant);
    }

    @SqlUpdate("""
            update tenant_limit set open_orders = :openOrders, ports = :ports, speed_mbps = :speedMbps
            where tenant = :id""")
    void changeLimits(@BindMethods TenantRow tenant);

    @SqlQuery(LIMITED + "where t.id = :id")
    @RegisterConstructorMapper(TenantRow.class)
    Optional<TenantRow> find(String id);

    @SqlQuery(LIMITED + FILTERED + " order by t.id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(TenantRow.class)
    List<TenantRow> list(@BindMethods("filter") TenantFilter filter, @BindMethods("page") Page page);

    @SqlQuery("select count(*) from tenant t " + FILTERED)
    long count(@BindMethods("filter") TenantFilter filter);

    /** Why this tenant, or the one whose sub-account it is, may change nothing at present; empty text where no reason was given. */
    @SqlQuery("""
            select coalesce(own.suspension_reason, up.suspension_reason, '') from tenant own
            left join tenant up on up.id = own.parent
            where own.id = :id and (own.suspended_at is not null or up.suspended_at is not null)""")
    Optional<String> suspended(String id);

    /** Whether keys of that tenant are this one's: its own, and those of its sub-accounts. */
    @SqlQuery("select count(*) > 0 from tenant where id = :tenant and (id = :by or parent = :by)")
    boolean isManaged(String tenant, String by);
}
