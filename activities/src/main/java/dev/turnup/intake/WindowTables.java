package dev.turnup.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows that make a window. */
interface WindowTables {

    record Overlap(String id, Instant startAt, Instant endAt, String productId) {}

    @SqlUpdate("""
            insert into event_window (id, tenant, name, time_zone, local_start, local_end, raise_at, start_at, end_at,
                state, currency, created_at)
            values (:id, :tenant, :name, :timeZone, :localStart, :localEnd, :raiseAt, :startAt, :endAt,
                :state, :currency, :createdAt)""")
    void add(@BindMethods WindowReads.WindowRow window);

    @SqlUpdate("""
            insert into window_product (window_id, position, product_id, usual_mbps, window_mbps, usual_price,
                window_price)
            values (:window, :position, :product, :usual, :during, :usualPrice, :price)""")
    void addProduct(
            String window,
            int position,
            String product,
            long usual,
            long during,
            BigDecimal usualPrice,
            BigDecimal price);

    @SqlQuery("select id from product where id in (<products>) order by id for update")
    List<String> lockProducts(@BindList("products") List<String> products);

    record Busy(String id, String changingOrder) {}

    /** Those that an order has on its own, and not for a window. */
    @SqlQuery("""
            select id, changing_order from product
            where id in (<products>) and changing_order is not null and window_id is null order by id""")
    @RegisterConstructorMapper(Busy.class)
    List<Busy> busy(@BindList("products") List<String> products);

    @SqlQuery("select product_id from window_product where window_id = :window order by position")
    List<String> products(String window);

    /** Other windows that these products are in at some instant of this time. */
    @SqlQuery("""
            select w.id, w.start_at, w.end_at, p.product_id from window_product p
            join event_window w on w.id = p.window_id
            where p.product_id in (<products>) and w.id <> :window
                and w.state in ('reserved', 'raising', 'raised', 'returning')
                and w.raise_at < :until and w.end_at > :from
            order by w.start_at, p.product_id""")
    @RegisterConstructorMapper(Overlap.class)
    List<Overlap> overlaps(String window, @BindList("products") List<String> products, Instant from, Instant until);

    /** Zero when it has come to its end meanwhile. */
    @SqlUpdate("""
            update event_window set local_end = :localEnd, end_at = :end, version = version + 1
            where id = :id and state in ('reserved', 'raising', 'raised') and cancelled_at is null
                and end_at > :now and end_at < :end""")
    int extend(String id, String localEnd, Instant end, Instant now);

    /** What was never raised ends here; everything else is brought back by the window's workflow. */
    @SqlUpdate("""
            update event_window set cancelled_at = :at, cancelled_by = :actor, cancel_reason = :reason,
                version = version + 1, retry_at = null,
                state = case state when 'reserved' then 'cancelled' else state end
            where id = :id and state = :state and cancelled_at is null""")
    int cancel(String id, String state, Instant at, String actor, @Nullable String reason);
}
