package dev.turnup.intake;

import dev.turnup.database.RowSecurity;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may hold at most. Counted is in the transaction that takes more, while the limits' rows are locked: of two
 * orders at once the later one sees the other. The limits of a tenant that has sub-accounts are for all of them together.
 */
public final class TenantLimits {
    private final Handle tx;

    private TenantLimits(Handle tx) {
        this.tx = tx;
    }

    private record Limits(
            String tenant,
            @Nullable Integer openOrders,
            @Nullable Integer ports,
            @Nullable Long speedMbps) {}

    private record Held(long orders, long ports, long mbps) {}

    /** Does the work in the caller's transaction; throws LimitReached where the tenant would hold more than it may, and more than before. */
    public static void keep(Handle tx, String tenant, Runnable work) {
        TenantLimits limits = new TenantLimits(tx);
        List<Limits> locked = limits.lock(tenant);
        List<Held> before = locked.stream().map(limits::held).toList();
        work.run();
        for (int n = 0; n < locked.size(); n++) {
            check(locked.get(n), before.get(n), limits.held(locked.get(n)));
        }
    }

    private static void check(Limits limits, Held before, Held after) {
        check(limits, "openOrders", limits.openOrders(), before.orders(), after.orders());
        check(limits, "ports", limits.ports(), before.ports(), after.ports());
        check(limits, "speedMbps", limits.speedMbps(), before.mbps(), after.mbps());
    }

    private static void check(Limits limits, String name, @Nullable Number limit, long before, long after) {
        if (limit != null && after > limit.longValue() && after > before) {
            throw new LimitReached(limits.tenant(), name, limit.longValue(), before, after - before);
        }
    }

    /** Its own and those of the tenant whose sub-account it is; who has none waits for nobody. */
    private List<Limits> lock(String tenant) {
        return tx.createQuery("""
                        select tenant, open_orders, ports, speed_mbps from tenant_limit
                        where (tenant = :tenant or tenant = (select parent from tenant where id = :tenant))
                            and coalesce(open_orders, ports, speed_mbps) is not null
                        order by tenant for update""")
                .bind("tenant", tenant)
                .map(ConstructorMapper.of(Limits.class))
                .list();
    }

    /** Of each product what its last committed item made of it, or what an open order or a booked window makes of it if that is more. */
    private Held held(Limits limits) {
        return RowSecurity.everyones(
                tx,
                all -> all.createQuery("""
                        with account as (select id from tenant where id = :tenant or parent = :tenant)
                        select
                            (select count(*) from product_order
                                where tenant in (select id from account) and ended_at is null) as orders,
                            coalesce(sum(held.ports), 0) as ports,
                            coalesce(sum(greatest(held.mbps, held.booked)), 0) as mbps
                        from (
                            select p.id, max(i.ports) as ports, max(i.mbps) as mbps, coalesce((
                                select max(b.window_mbps) from window_product b
                                join event_window w on w.id = b.window_id
                                where b.product_id = p.id
                                    and w.state in ('reserved', 'raising', 'raised', 'returning')), 0) as booked
                            from product p
                            join order_item i on i.product_id = p.id join product_order o on o.id = i.order_id
                            where p.tenant in (select id from account) and p.state not in ('terminated', 'cancelled')
                                and (o.ended_at is null or i.committed_at = (
                                    select max(last.committed_at) from order_item last where last.product_id = p.id))
                            group by p.id) held""")
                        .bind("tenant", limits.tenant())
                        .map(ConstructorMapper.of(Held.class))
                        .one());
    }
}
