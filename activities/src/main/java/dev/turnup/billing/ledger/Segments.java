package dev.turnup.billing.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What products cost, from when to when: facts, rated on reading. At most one segment of a product is open. */
interface Segments {

    @SqlUpdate("""
            insert into billing_segment (id, tenant, product_id, per_hour, currency, since, open_key)
            values (:id, :tenant, :product, :perHour, :currency, :since, :product)""")
    void open(String id, String tenant, String product, BigDecimal perHour, String currency, Instant since);

    @SqlUpdate("update billing_segment set until = :at, open_key = null where open_key = :product")
    void close(String product, Instant at);

    @SqlQuery("select committed_at from order_item where order_id = :order and id = :item and committed_at is not null")
    Optional<Instant> committed(String order, String item);

    /** When the customer was told that the order would be done. */
    @SqlQuery("select expected_at from product_order where id = :order")
    @Nullable
    Instant promised(String order);

    @SqlQuery("""
            select ended_at from step
            where order_id = :order and item_id = :item and step = :step and state = 'done'
                and ended_at is not null
            order by generation desc limit 1""")
    Optional<Instant> ended(String order, String item, String step);
}
