package dev.turnup.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Requests to cancel an order, and how they were answered. */
public interface CancelTasks {

    record CancelRow(
            String id,
            String orderId,
            String state,
            String reason,
            Instant requestedAt,
            @Nullable Instant decidedAt,
            String message,
            @Nullable BigDecimal charge) {}

    String FILTERED = """
            from cancel_order
            where (:scope.all or tenant = :scope.tenant)
                and (cast(:id as varchar) is null or id = :id)
                and (cast(:state as varchar) is null or state = :state)""";

    @SqlUpdate("""
            insert into cancel_order (id, tenant, order_id, state, reason, actor, by_customer,
                requested_at)
            values (:id, :tenant, :order, 'acknowledged', :reason, :actor, :byCustomer, :at)""")
    void add(String id, String tenant, String order, String reason, String actor, boolean byCustomer, Instant at);

    @SqlQuery("select * from cancel_order where id = :id and (:scope.all or tenant = :scope.tenant)")
    @RegisterConstructorMapper(CancelRow.class)
    Optional<CancelRow> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select * " + FILTERED + " order by requested_at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(CancelRow.class)
    List<CancelRow> list(
            @BindMethods("scope") Scope scope,
            @Nullable String id,
            @Nullable String state,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @Nullable String id, @Nullable String state);

    /** The cancels that were followed, of orders that the caller was shown to own. */
    @SqlQuery("select * from cancel_order where order_id in (<orders>) and state = 'done' order by decided_at")
    @RegisterConstructorMapper(CancelRow.class)
    List<CancelRow> done(@BindList("orders") List<String> orders);
}
