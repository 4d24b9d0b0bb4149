package dev.turnup.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Products as anyone may ask for them. */
public interface ProductReads {

    /**
     * @param body a {@link ProductBody} as JSON
     * @param receipts by step name, as JSON
     * @param deletionLock why it must not be deleted; null where it may be
     */
    record ProductRow(
            String id,
            String tenant,
            String orderId,
            String itemId,
            String offering,
            String name,
            @Nullable String place,
            String state,
            String body,
            String receipts,
            BigDecimal perHour,
            String currency,
            Instant createdAt,
            @Nullable Instant activeSince,
            @Nullable Instant endedAt,
            @Nullable String changingOrder,
            @Nullable String deletionLock) {}

    /**
     * Filters; null lets everything through.
     *
     * @param placeWithdrawn whether it goes on at a building that has left the list
     */
    record ProductFilter(
            @Nullable String id,
            @Nullable String status,
            @Nullable String offering,
            @Nullable Boolean placeWithdrawn) {}

    /** What relies on what. */
    record RelationRow(String productId, String reliesOn) {}

    /** @param content JSON whose {@code to} is the new state */
    record StatusRow(String product, Instant at, String content) {}

    String FILTERED = """
            from product
            where (:scope.all or tenant = :scope.tenant)
                and (cast(:filter.id as varchar) is null or id = :filter.id)
                and (cast(:filter.status as varchar) is null or state = :filter.status)
                and (cast(:filter.offering as varchar) is null or offering = :filter.offering)
                and (cast(:filter.placeWithdrawn as boolean) is null or :filter.placeWithdrawn = (
                    state not in ('terminated', 'cancelled') and exists (
                        select 1 from place where place.id = product.place and withdrawn_at is not null)))""";

    @SqlQuery("select * from product where id = :id and (:scope.all or tenant = :scope.tenant)")
    @RegisterConstructorMapper(ProductRow.class)
    Optional<ProductRow> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select * " + FILTERED + " order by <order> limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(ProductRow.class)
    List<ProductRow> list(
            @BindMethods("scope") Scope scope,
            @BindMethods("filter") ProductFilter filter,
            @Define("order") String order,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @BindMethods("filter") ProductFilter filter);

    /** What of the same tenant relies on products that the caller was shown to own. */
    @SqlQuery("""
            select r.product_id, r.relies_on from product_relation r
                join product base on base.id = r.relies_on join product p on p.id = r.product_id and p.tenant = base.tenant
            where r.relies_on in (<products>) and p.state not in ('terminated', 'cancelled') order by r.product_id""")
    @RegisterConstructorMapper(RelationRow.class)
    List<RelationRow> dependents(@BindList("products") List<String> products);

    /** The states of products that the caller was shown to own, the first first. */
    @SqlQuery("""
            select subject as product, at, content from order_event
            where type = 'productState' and subject in (<products>)
                and order_id in (select order_id from order_item where product_id in (<products>))
            order by at, order_id, seq""")
    @RegisterConstructorMapper(StatusRow.class)
    List<StatusRow> history(@BindList("products") List<String> products);
}
