package dev.turnup.hub.records;

import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.journal.HubEvent.Hub;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of subscriptions, and of what is yet to be sent. A row whose {@code dead_at} is set is a dead letter. */
interface HubTable {

    /** An event that is yet to be sent. */
    record Pending(long id, String orderId, int seq, Instant queuedAt, int attempts) {}

    /** An event of an order, among others. */
    record Ref(String orderId, int seq, String toldAs) {}

    // subscriptions

    /** Zero where the slot is taken. */
    @SqlUpdate("""
            insert into hub_subscription (id, tenant, hub, slot, callback, query, types, secret, state, created_at)
            values (:row.id, :row.tenant, :row.hub, :slot, :row.callback, :row.query, :row.types, :row.secret, 'active',
                :row.createdAt) on conflict do nothing""")
    int add(@BindMethods("row") SubscriptionRow row, int slot);

    @SqlQuery("select slot from hub_subscription where tenant = :tenant")
    List<Integer> slots(String tenant);

    @SqlUpdate("insert into secret (id, tenant, content, created_at) values (:id, :tenant, :content, :at)")
    void addSecret(String id, String tenant, String content, Instant at);

    @SqlQuery("select content from secret where id = :id and tenant = :tenant")
    String secret(String id, String tenant);

    @SqlUpdate("delete from hub_subscription where id = :id")
    int delete(String id);

    @SqlUpdate("delete from secret where id = :secret")
    void deleteSecret(String secret);

    @SqlUpdate("delete from hub_delivery where subscription_id = :id")
    void deleteDeliveries(String id);

    @SqlQuery("select * from hub_subscription where id = :id and state = 'active'")
    @RegisterConstructorMapper(SubscriptionRow.class)
    Optional<SubscriptionRow> active(String id);

    /** @param until when others should look after it again; null: as soon as there is something */
    @SqlUpdate("update hub_subscription set busy_until = :until where id = :id")
    void busy(String id, @Nullable Instant until);

    @SqlUpdate("""
            update hub_subscription set failures = 0, failing_since = null, retry_at = null, delivered_at = :at
            where id = :id""")
    void worked(String id, Instant at);

    @SqlUpdate("""
            update hub_subscription set failures = failures + 1, failing_since = coalesce(failing_since, :at),
                retry_at = :retryAt, last_error = :error where id = :id""")
    void failed(String id, String error, Instant retryAt, Instant at);

    @SqlUpdate("update hub_subscription set state = 'suspended', reason = :reason, busy_until = null where id = :id")
    void suspend(String id, String reason);

    /** Also holds its row: whoever changes what it is sent does that first, so that nobody waits for anybody in a circle. */
    @SqlUpdate("""
            update hub_subscription set state = 'active', reason = null, failures = 0, failing_since = null,
                retry_at = null, busy_until = null where id = :id""")
    void resume(String id);

    // what is yet to be sent

    /** Due for longest, of an order of which nothing older is there: what was refused goes behind what was never tried. */
    @SqlQuery("""
            select id, order_id, seq, queued_at, attempts from hub_delivery d
            where subscription_id = :subscription and dead_at is null and due_at <= :now and not exists (
                select 1 from hub_delivery older where older.subscription_id = d.subscription_id
                    and older.order_id = d.order_id and older.id < d.id and older.dead_at is null)
            order by due_at, id limit 1""")
    @RegisterConstructorMapper(Pending.class)
    Optional<Pending> next(String subscription, Instant now);

    /** When the next will be due, of orders of which nothing older is there; empty where nothing is to be sent. */
    @SqlQuery("""
            select due_at from hub_delivery d
            where subscription_id = :subscription and dead_at is null and not exists (
                select 1 from hub_delivery older where older.subscription_id = d.subscription_id
                    and older.order_id = d.order_id and older.id < d.id and older.dead_at is null)
            order by due_at limit 1""")
    Optional<Instant> due(String subscription);

    /** At most as many as that are counted. */
    @SqlQuery("""
            select count(*) from (select 1 from hub_delivery
                where subscription_id = :subscription and dead_at is null limit :most) counted""")
    int pending(String subscription, int most);

    @SqlUpdate("delete from hub_delivery where id = :id")
    void taken(long id);

    @SqlUpdate("""
            update hub_delivery set attempts = attempts + 1, last_error = :error, due_at = :dueAt, dead_at = :deadAt
            where id = :id""")
    void notTaken(long id, String error, Instant dueAt, @Nullable Instant deadAt);

    /** Gives up what was queued by then. */
    @SqlUpdate("""
            update hub_delivery set dead_at = :at
            where subscription_id = :subscription and dead_at is null and queued_at <= :before""")
    int bury(String subscription, Instant before, Instant at);

    /** The last of so many of the oldest ones; empty where there is none. */
    @SqlQuery("""
            select max(id) from (select id from hub_delivery
                where subscription_id = :subscription and dead_at is not null order by id limit :most) oldest""")
    Optional<Long> lastDead(String subscription, int most);

    @SqlUpdate("""
            update hub_delivery set dead_at = null, queued_at = :at, due_at = :at, attempts = 0
            where subscription_id = :subscription and dead_at is not null and id <= :last""")
    int revive(String subscription, Instant at, long last);

    @SqlUpdate("delete from hub_delivery where subscription_id = :subscription and order_id = :order and seq >= :seq")
    void drop(String subscription, String order, int seq);

    @SqlBatch("""
            insert into hub_delivery (subscription_id, order_id, seq, queued_at, due_at)
            values (:subscription, :ref.orderId, :ref.seq, :at, :at)""")
    void queue(String subscription, @BindMethods("ref") Iterable<Ref> ref, Instant at);

    @SqlQuery("select id from product_order where id = :order and tenant = :tenant for update")
    Optional<String> lockOrder(String tenant, String order);

    @SqlQuery("""
            select order_id, seq, told_as from order_event
            where order_id = :order and hub = :hub and number >= :from order by number limit :most""")
    @RegisterConstructorMapper(Ref.class)
    List<Ref> from(String order, Hub hub, int from, int most);

    @SqlQuery("""
            select e.order_id, e.seq, e.told_as from product_order o join order_event e on e.order_id = o.id
            where o.tenant = :row.tenant and e.hub = :row.hub and e.at >= :since
                and (:row.types = '' or position(',' || e.told_as || ',' in ',' || :row.types || ',') > 0)
            order by e.at, e.order_id, e.seq limit :most""")
    @RegisterConstructorMapper(Ref.class)
    List<Ref> since(@BindMethods("row") SubscriptionRow row, Instant since, int most);

    @SqlQuery("""
            select o.tenant, e.order_id, e.seq, e.told_as, e.number, e.at, e.subject, e.content
            from order_event e join product_order o on o.id = e.order_id
            where e.order_id = :order and e.seq = :seq""")
    @RegisterConstructorMapper(ToldEvent.class)
    ToldEvent event(String order, int seq);
}
