package dev.turnup.window.records;

import dev.turnup.order.OrderState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The window's rows, as its workflow changes them: every change names what it starts from. */
interface WindowTable {

    /** @param waitsFor the order under way, or the last one */
    record Row(
            String id,
            String tenant,
            @Nullable String name,
            String state,
            int version,
            Instant raiseAt,
            Instant endAt,
            @Nullable Instant cancelledAt,
            @Nullable String waitsFor,
            @Nullable Instant retryAt,
            @Nullable String trouble) {

        boolean isOver(Instant now) {
            return cancelledAt != null || !now.isBefore(endAt);
        }

        /** Whether what could not be done may be tried again. */
        boolean mayTry(Instant now) {
            return retryAt == null || !now.isBefore(retryAt);
        }
    }

    /** Prices are hourly: what it usually costs, and what was quoted for the window. */
    record Product(String productId, long usualMbps, long windowMbps, BigDecimal usualPrice, BigDecimal windowPrice) {}

    record Order(
            String state,
            @Nullable Instant committedAt,
            @Nullable Instant endedAt,
            @Nullable String failureMessage) {

        boolean isCompleted() {
            return state.equals(OrderState.completed.name());
        }

        String becameOfIt(String what) {
            return "its " + what + " is " + state + (failureMessage == null ? "" : ": " + failureMessage);
        }
    }

    @SqlQuery("select * from event_window where id = :id")
    @RegisterConstructorMapper(Row.class)
    Row find(String id);

    @SqlQuery("""
            select product_id, usual_mbps, window_mbps, usual_price, window_price from window_product
            where window_id = :id order by position""")
    @RegisterConstructorMapper(Product.class)
    List<Product> products(String id);

    @SqlQuery("select state, committed_at, ended_at, failure_message from product_order where id = :order")
    @RegisterConstructorMapper(Order.class)
    Order order(String order);

    /** Zero when somebody else was quicker: then it is looked at again. */
    @SqlUpdate("""
            update event_window set state = :to, waits_for = :order, retry_at = null, trouble = :trouble
            where id = :id and state = :from and version = :version and coalesce(waits_for, '') = :before""")
    int move(
            String id,
            String from,
            int version,
            String before,
            String to,
            @Nullable String order,
            @Nullable String trouble);

    @SqlUpdate("update event_window set retry_at = :at, trouble = :trouble where id = :id and version = :version")
    void retry(String id, int version, Instant at, String trouble);

    @SqlUpdate("update event_window set raised_at = :at where id = :id")
    void raised(String id, Instant at);

    @SqlUpdate("update event_window set returned_at = :at where id = :id")
    void returned(String id, Instant at);

    @SqlUpdate("insert into window_order (window_id, order_id, role, placed_at) values (:id, :order, :role, :at)")
    void addOrder(String id, String order, String role, Instant at);

    /** What its products have when the raise begins is what they get back. */
    @SqlUpdate("""
            update window_product set usual_mbps = :mbps, usual_price = :price
            where window_id = :id and product_id = :product""")
    void usual(String id, String product, long mbps, BigDecimal price);

    @SqlUpdate("""
            update product set window_id = :id
            where id in (select product_id from window_product where window_id = :id)""")
    void holdProducts(String id);

    @SqlUpdate("update product set window_id = null where window_id = :id")
    void freeProducts(String id);

    /** The billing steps say from which instants on the new prices hold. */
    @SqlQuery("select receipt from step where order_id = :order and step = 'change-billing' and receipt is not null")
    List<String> billed(String order);
}
