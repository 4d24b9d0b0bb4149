package dev.turnup.intake;

import dev.turnup.window.WindowCheck;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Event windows as anyone may ask for them. */
public interface WindowReads {

    /**
     * @param localStart on the clocks of the time zone, as the customer wrote it
     * @param raiseAt when the raise begins, before the start
     * @param trouble why it failed, or why what was due could not be done
     */
    record WindowRow(
            String id,
            String tenant,
            @Nullable String name,
            String timeZone,
            String localStart,
            String localEnd,
            Instant raiseAt,
            Instant startAt,
            Instant endAt,
            String state,
            String currency,
            Instant createdAt,
            @Nullable Instant cancelledAt,
            @Nullable String cancelReason,
            @Nullable Instant raisedAt,
            @Nullable Instant returnedAt,
            @Nullable String trouble) {}

    /** @param usualPrice for each hour, like the other */
    record WindowProduct(
            String windowId,
            String productId,
            long usualMbps,
            long windowMbps,
            BigDecimal usualPrice,
            BigDecimal windowPrice) {}

    /** @param role raise or return */
    record WindowOrder(String windowId, String orderId, String role) {}

    String FILTERED = """
            from event_window
            where (:scope.all or tenant = :scope.tenant)
                and (cast(:id as varchar) is null or id = :id)
                and (cast(:state as varchar) is null or state = :state)""";

    @SqlQuery("select * from event_window where id = :id and (:scope.all or tenant = :scope.tenant)")
    @RegisterConstructorMapper(WindowRow.class)
    Optional<WindowRow> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select * " + FILTERED + " order by created_at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(WindowRow.class)
    List<WindowRow> list(
            @BindMethods("scope") Scope scope,
            @Nullable String id,
            @Nullable String state,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @Nullable String id, @Nullable String state);

    /** Of windows that the caller was shown to own. */
    @SqlQuery("select * from window_product where window_id in (<windows>) order by window_id, position")
    @RegisterConstructorMapper(WindowProduct.class)
    List<WindowProduct> products(@BindList("windows") List<String> windows);

    @SqlQuery("select * from window_order where window_id in (<windows>) order by window_id, placed_at")
    @RegisterConstructorMapper(WindowOrder.class)
    List<WindowOrder> orders(@BindList("windows") List<String> windows);

    /** What a product has outside of the window in which it is now; empty where it is in none. */
    @SqlQuery("""
            select usual_mbps as mbps, usual_price as per_hour from window_product p join product on product.id = p.product_id
            where p.product_id = :product and p.window_id = product.window_id""")
    @RegisterConstructorMapper(WindowCheck.Usual.class)
    Optional<WindowCheck.Usual> usualSpeed(String product);
}
