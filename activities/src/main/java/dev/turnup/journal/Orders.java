package dev.turnup.journal;

import dev.turnup.order.CancelRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The order's row and its items', as its workflow changes them: every change names the state it starts from. */
interface Orders {

    record Row(String plan, String state, boolean rollingBack, boolean cancelled) {}

    record Item(String id, String state, @Nullable Instant committedAt) {}

    @SqlQuery("select plan, state, rolling_back, cancelled from product_order where id = :orderId")
    @RegisterConstructorMapper(Row.class)
    Row find(String orderId);

    @SqlQuery("select state from product_order where id = :orderId")
    String state(String orderId);

    @SqlQuery("select id, state, committed_at from order_item where order_id = :orderId order by position")
    @RegisterConstructorMapper(Item.class)
    List<Item> items(String orderId);

    @SqlUpdate("""
            update product_order set state = 'inProgress', started_at = :at, checked_at = :at
            where id = :orderId and state = 'acknowledged'""")
    int begin(String orderId, Instant at);

    @SqlUpdate("""
            update order_item set state = 'inProgress'
            where order_id = :orderId and id in (<items>) and state = 'acknowledged'""")
    void beginItems(String orderId, @BindList("items") List<String> items);

    /** Holds the order's row to the end of the transaction. */
    @SqlQuery("select cancelled from product_order where id = :orderId for update")
    boolean lockCancelled(String orderId);

    @SqlUpdate("update product_order set state = :to where id = :orderId and state = :from")
    int change(String orderId, String from, String to);

    @SqlUpdate("update product_order set ended_at = :at where id = :orderId and ended_at is null")
    void end(String orderId, Instant at);

    @SqlUpdate("""
            update product_order set rolling_back = rolling_back or mode = 'allOrNothing',
                failure_step = coalesce(failure_step, :step), failure_code = coalesce(failure_code, :code),
                failure_message = coalesce(failure_message, :message) where id = :orderId""")
    void fail(String orderId, String step, String code, String message);

    /** Zero when something of the order has committed. */
    @SqlUpdate("""
            update product_order set rolling_back = true, cancelled = true
            where id = :orderId and committed_at is null""")
    int cancel(String orderId);

    @SqlUpdate("update product_order set compensation = :report where id = :orderId")
    void compensation(String orderId, String report);

    @SqlQuery("select compensation from product_order where id = :orderId")
    @Nullable
    String compensation(String orderId);

    /** One with the first commit of the order. */
    @SqlUpdate("update product_order set committed_at = :at where id = :orderId and committed_at is null")
    int commit(String orderId, Instant at);

    @SqlUpdate("""
            update order_item set committed_at = :at
            where order_id = :orderId and id = :item and committed_at is null""")
    int commitItem(String orderId, String item, Instant at);

    @SqlUpdate("update order_item set state = :to where order_id = :orderId and id = :item and state = :from")
    int changeItem(String orderId, String item, String from, String to);

    @SqlUpdate("""
            update product set state = 'cancelled'
            where order_id = :orderId and item_id in (<items>) and state = 'pendingActive'""")
    @GetGeneratedKeys("id")
    List<String> cancelProducts(String orderId, @BindList("items") Set<String> items);

    /** What their steps claimed is given back by then; what V6 claimed for orders that were planned before it is not. */
    @SqlUpdate("""
            delete from capacity_claim where product_id in (
                select id from product where order_id = :orderId and item_id in (<items>) and state = 'cancelled')""")
    void dropClaims(String orderId, @BindList("items") Set<String> items);

    /** What was to be changed stays as it was, and can be changed by another order. */
    @SqlUpdate("""
            update product set changing_order = null
            where changing_order = :orderId and id in (
                select product_id from order_item where order_id = :orderId and id in (<items>))""")
    void releaseProducts(String orderId, @BindList("items") Set<String> items);

    @SqlQuery("""
            select id, actor, reason, by_customer from cancel_order
            where order_id = :orderId and decided_at is null order by requested_at, id""")
    @RegisterConstructorMapper(CancelRequest.class)
    List<CancelRequest> unansweredCancels(String orderId);

    @SqlUpdate("""
            update cancel_order set state = :state, decided_at = :at, message = :message, charge = :charge
            where id = :id and decided_at is null""")
    void answerCancel(String id, String state, Instant at, String message, @Nullable BigDecimal charge);
}
