package dev.turnup.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Orders as anyone may ask for them. */
public interface OrderReads {

    /** @param body the request, as JSON */
    record OrderRow(
            String id,
            String tenant,
            String state,
            String body,
            String plan,
            Instant createdAt,
            @Nullable Instant expectedAt,
            @Nullable Instant startedAt,
            @Nullable Instant committedAt,
            @Nullable Instant endedAt,
            @Nullable String failureStep,
            @Nullable String failureCode,
            @Nullable String failureMessage,
            @Nullable String compensation) {}

    record ItemRow(String orderId, String id, String state, String productId) {}

    /** @param content JSON whose {@code to} is the new state */
    record StateRow(String orderId, String type, String subject, Instant at, String content) {}

    /** Filters; null lets everything through. */
    record OrderFilter(
            @Nullable String id,
            @Nullable String state,
            @Nullable String externalId) {}

    String FILTERED = """
            from product_order o
            where not deleted and (:scope.all or tenant = :scope.tenant)
                and (cast(:filter.id as varchar) is null or id = :filter.id)
                and (cast(:filter.state as varchar) is null or state = :filter.state)
                and (cast(:filter.externalId as varchar) is null or exists (select 1 from order_external_id e
                    where e.order_id = o.id and e.external_id = :filter.externalId))""";

    @SqlQuery("""
            select * from product_order where id = :id and not deleted and (:scope.all or tenant = :scope.tenant)""")
    @RegisterConstructorMapper(OrderRow.class)
    Optional<OrderRow> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select * " + FILTERED + " order by <order> limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(OrderRow.class)
    List<OrderRow> list(
            @BindMethods("scope") Scope scope,
            @BindMethods("filter") OrderFilter filter,
            @Define("order") String order,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @BindMethods("filter") OrderFilter filter);

    /** Also one that is deleted. */
    @SqlQuery("select * from product_order where id = :id and tenant = :tenant")
    @RegisterConstructorMapper(OrderRow.class)
    OrderRow past(String tenant, String id);

    /** What an order's states are told from, up to one of its events. */
    @SqlQuery("""
            select order_id, type, subject, at, content from order_event
            where order_id = :order and seq <= :seq
                and type in ('orderState', 'itemState', 'jeopardy', 'failure', 'compensation', 'productState') order by seq""")
    @RegisterConstructorMapper(StateRow.class)
    List<StateRow> history(String order, int seq);

    /** Of orders that the caller was shown to own. */
    @SqlQuery("select order_id, id, state, product_id from order_item where order_id in (<orders>) order by position")
    @RegisterConstructorMapper(ItemRow.class)
    List<ItemRow> items(@BindList("orders") List<String> orders);

    @SqlQuery("""
            select order_id, type, subject, at, content from order_event
            where order_id in (<orders>) and type in ('orderState', 'itemState', 'jeopardy') order by order_id, seq""")
    @RegisterConstructorMapper(StateRow.class)
    List<StateRow> states(@BindList("orders") List<String> orders);
}
