package dev.turnup.intake;

import dev.turnup.database.Everyones;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows that make an order. */
interface OrderTables {

    @SqlUpdate("""
            insert into product_order (id, tenant, state, mode, body, plan, created_at, expected_at)
            values (:id, :tenant, 'acknowledged', :mode, :body, :plan, :at, :expectedAt)""")
    void addOrder(
            String id, String tenant, String mode, String body, String plan, Instant at, @Nullable Instant expectedAt);

    @SqlUpdate("insert into order_external_id (order_id, external_id, tenant) values (:order, :id, :tenant)")
    void addExternalId(String order, String id, String tenant);

    @SqlUpdate("""
            insert into order_item (order_id, id, position, state, product_id, action, ports, mbps)
            values (:order, :id, :position, 'acknowledged', :product, :action, :load.ports, :load.mbps)""")
    void addItem(String order, String id, int position, String product, String action, @BindMethods("load") Load load);

    @SqlUpdate("insert into product_relation (product_id, relies_on, service_key) values (:product, :base, :key)")
    void addRelation(String product, String base, @Nullable String key);

    /** Whoever changes or ends products locks them first, always in the same order; what is to be seen of them is read after that. */
    @Everyones // also the port that a service key leads to
    @SqlQuery("select id from product where id in (<products>) order by id for update")
    List<String> lock(@BindList("products") List<String> products);

    /** What operators may delete while nothing is ordered on it; what they have deleted isn't there. */
    @SqlQuery("select id from offering where id in (<offerings>) order by id for update")
    List<String> lockOfferings(@BindList("offerings") List<String> offerings);

    /** Whether another product can be built on it: no other order has it since it was judged, or has changed it. */
    @Everyones // as above
    @SqlQuery("""
            select count(*) > 0 from product where id = :base and state = 'active'
                and (version = :version or changing_order = :order)
                and not exists (select 1 from order_item ending where ending.order_id = product.changing_order
                    and ending.product_id = product.id and ending.action = 'delete')""")
    boolean canBeBuiltOn(String base, int version, String order);

    /** Whether something relies on it that isn't gone, nor ends with the same order. */
    @Everyones // a port has also what others ordered by service keys
    @SqlQuery("""
            select count(*) > 0 from product_relation r join product p on p.id = r.product_id
            where r.relies_on = :product and p.state not in ('terminated', 'cancelled')
                and p.id not in (<ending>)""")
    boolean isReliedOn(String product, @BindList("ending") List<String> ending);

    /** Whether a window is to raise it by then, or whenever. */
    @SqlQuery("""
            select count(*) > 0 from window_product p join event_window w on w.id = p.window_id
            where p.product_id = :product and w.state = 'reserved' and (:whenever or w.raise_at <= :until)""")
    boolean isBooked(String product, Instant until, boolean whenever);

    /** Zero when another order or window has it by now, it isn't as it was, or is locked by now against what is to be done. */
    @SqlUpdate("""
            update product set changing_order = :order, version = version + 1
            where id = :product and tenant = :tenant and changing_order is null
                and (window_id is null or window_id = :window) and version = :version
                and not exists (select 1 from order_item made where made.order_id = product.order_id
                    and made.id = product.item_id and made.committed_at is not null and made.state <> 'completed')
                and state in ('active', 'suspended') and (:action <> 'delete' or deletion_lock is null)""")
    int changing(String order, String tenant, String product, String action, @Nullable String window, int version);

    @SqlUpdate("""
            insert into product (id, tenant, order_id, item_id, offering, name, place, state, body, receipts,
                per_hour, currency, created_at)
            values (:id, :tenant, :order, :item, :offering, :name, :place, 'pendingActive', :body, '{}',
                :perHour, :currency, :at)""")
    void addProduct(
            String id,
            String tenant,
            String order,
            String item,
            String offering,
            String name,
            @Nullable String place,
            String body,
            BigDecimal perHour,
            String currency,
            Instant at);

    @SqlUpdate("insert into secret (id, tenant, content, created_at) values (:id, :tenant, :content, :at)")
    void addSecret(String id, String tenant, String content, Instant at);
}
