package dev.turnup.product.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Products' rows, as changes of them write them. */
interface ProductTable {

    record Row(String state, String name, String body, String receipts, BigDecimal perHour) {}

    @SqlQuery("select state, name, body, receipts, per_hour from product where id = :id for update")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> lock(String id);

    @SqlUpdate("""
            update product set state = :state, name = :name, body = :body, receipts = :receipts, per_hour = :perHour,
                ended_at = :endedAt, changing_order = :changingOrder, version = version + 1 where id = :id""")
    void change(
            String id,
            String state,
            String name,
            String body,
            String receipts,
            BigDecimal perHour,
            @Nullable Instant endedAt,
            @Nullable String changingOrder);

    /** What relies on a product, and isn't gone, nor on its way out with the same order; of another tenant's the service key. */
    @SqlQuery("""
            select distinct coalesce(r.service_key, p.id) as id from product_relation r join product p on p.id = r.product_id
            where r.relies_on = :product and p.state not in ('terminated', 'cancelled')
                and (p.changing_order is null or p.changing_order <> :order) order by id""")
    List<String> dependents(String product, String order);

    @SqlUpdate("delete from capacity_claim where product_id = :product")
    void dropClaims(String product);

    /** What is lowered takes no more than that from now on; windows to come take what they will. */
    @SqlUpdate("""
            update capacity_claim set mbps = :mbps
            where product_id = :product and until_at is null and mbps > :mbps""")
    void lowerClaims(String product, long mbps);

    /** Those of windows to come stay: they have an end. */
    @SqlUpdate("""
            delete from capacity_claim
            where product_id = :product and until_at is null
                and exists (select 1 from capacity_claim mine
                    where mine.product_id = :product and mine.pool = capacity_claim.pool
                    and substring(mine.owner, 1, char_length(:prefix)) = :prefix)
                and substring(owner, 1, char_length(:prefix)) <> :prefix""")
    void dropOlderClaims(String product, String prefix);
}
