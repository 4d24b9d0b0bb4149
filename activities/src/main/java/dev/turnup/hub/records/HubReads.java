package dev.turnup.hub.records;

import dev.turnup.intake.Page;
import dev.turnup.intake.Scope;
import dev.turnup.journal.HubEvent.Hub;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Subscriptions as anyone may ask for them. */
public interface HubReads {

    /**
     * @param query as it came
     * @param types event types that are wanted, between commas; empty: all
     * @param secret the reference to what deliveries are signed with
     * @param reason why it is suspended
     * @param failures since the last event that was taken
     * @param retryAt nothing is sent before
     */
    record SubscriptionRow(
            String id,
            String tenant,
            Hub hub,
            String callback,
            @Nullable String query,
            String types,
            String secret,
            State state,
            @Nullable String reason,
            Instant createdAt,
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant retryAt,
            @Nullable String lastError,
            @Nullable Instant deliveredAt) {

        boolean wants(String type) {
            return types.isEmpty() || List.of(types.split(",", -1)).contains(type);
        }
    }

    /** Whether events are queued and sent. */
    @SuppressWarnings("MemberName") // as customers read them
    enum State {
        active,
        suspended
    }

    /**
     * @param pending events that are yet to be sent
     * @param dead events that nobody tries to send any more
     */
    record CountRow(String id, long pending, long dead) {}

    /** An event that was given up. */
    record DeadRow(
            String orderId,
            int number,
            String toldAs,
            Instant at,
            Instant queuedAt,
            Instant deadAt,
            int attempts,
            @Nullable String lastError) {}

    String FILTERED = """
            from hub_subscription
            where (:scope.all or tenant = :scope.tenant)
                and (cast(:hub as varchar) is null or hub = :hub)
                and (cast(:id as varchar) is null or id = :id)
                and (cast(:state as varchar) is null or state = :state)""";

    @SqlQuery("""
            select * from hub_subscription
            where id = :id and (:scope.all or tenant = :scope.tenant)
                and (cast(:hub as varchar) is null or hub = :hub)""")
    @RegisterConstructorMapper(SubscriptionRow.class)
    Optional<SubscriptionRow> find(@BindMethods("scope") Scope scope, @Nullable Hub hub, String id);

    @SqlQuery("select * " + FILTERED + " order by created_at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(SubscriptionRow.class)
    List<SubscriptionRow> list(
            @BindMethods("scope") Scope scope,
            @Nullable Hub hub,
            @Nullable String id,
            @Nullable String state,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @Nullable Hub hub, @Nullable String id, @Nullable String state);

    /** Of subscriptions that the caller was shown to own; none for those of which nothing is kept. */
    @SqlQuery("""
            select subscription_id as id, sum(case when dead_at is null then 1 else 0 end) as pending,
                count(dead_at) as dead
            from hub_delivery where subscription_id in (<ids>) group by subscription_id""")
    @RegisterConstructorMapper(CountRow.class)
    List<CountRow> counts(@BindList("ids") List<String> ids);

    /** How many events that it wants were told since then. */
    @SqlQuery("""
            select count(*) from product_order o join order_event e on e.order_id = o.id
            where o.tenant = :row.tenant and e.hub = :row.hub and e.at >= :since
                and (:row.types = '' or position(',' || e.told_as || ',' in ',' || :row.types || ',') > 0)""")
    long told(@BindMethods("row") SubscriptionRow row, Instant since);

    /** Of a subscription that the caller was shown to own. */
    @SqlQuery("""
            select d.order_id, e.number, e.told_as, e.at, d.queued_at, d.dead_at, d.attempts, d.last_error
            from hub_delivery d join order_event e on e.order_id = d.order_id and e.seq = d.seq
            where d.subscription_id = :id and d.dead_at is not null
            order by d.id limit :page.limit offset :page.offset""")
    @RegisterConstructorMapper(DeadRow.class)
    List<DeadRow> dead(String id, @BindMethods("page") Page page);

    /** How many events of all subscribers nobody tries to send any more. */
    @SqlQuery("select count(*) from hub_delivery where dead_at is not null")
    long allDead();

    /** How many events of all subscribers are yet to be sent. */
    @SqlQuery("select count(*) from hub_delivery where dead_at is null")
    long allPending();
}
