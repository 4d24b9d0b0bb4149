package dev.turnup.bench;

import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Caller;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Tenants with an order and products each, all copied from one that was really ordered. */
final class ManyTenants {
    private final Jdbi jdbi;
    private final String order;
    private final String product;

    /** @param product of that order, active */
    ManyTenants(Jdbi jdbi, String order, String product) {
        this.jdbi = jdbi;
        this.order = order;
        this.product = product;
    }

    /**
     * A customer with its products.
     *
     * @param key in clear
     * @param order the one by which it holds them all
     */
    record Customer(String key, String order, List<String> products) {}

    List<Customer> make(int tenants, int products) {
        ApiKeys keys = new ApiKeys(jdbi, InstantSource.system());
        List<Customer> customers = new ArrayList<>();
        for (int n = 0; n < tenants; n++) {
            String tenant = "many-%05d".formatted(n);
            keys.addTenant(tenant, tenant);
            customers.add(new Customer(
                    keys.create(tenant, Caller.Role.customer, "benchmark"),
                    "order-" + tenant,
                    jdbi.inTransaction(tx -> copies(tx, tenant, products))));
        }
        jdbi.useHandle(handle -> handle.execute("analyze"));
        return customers;
    }

    private List<String> copies(Handle tx, String tenant, int products) {
        String owner = "order-" + tenant;
        PreparedBatch orders = copying(tx, "product_order", List.of("id", "tenant"));
        orders.bind("model", order).bind("id", owner).bind("tenant", tenant).add();
        orders.execute();
        PreparedBatch batch = copying(tx, "product", List.of("id", "tenant", "order_id", "item_id"));
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < products; n++) {
            String id = "product-" + tenant + "-" + n;
            batch.bind("model", product)
                    .bind("id", id)
                    .bind("tenant", tenant)
                    .bind("order_id", owner)
                    .bind("item_id", String.valueOf(n))
                    .add();
            ids.add(id);
        }
        batch.execute();
        return ids;
    }

    /** Rows like a model, except for these columns. */
    private static PreparedBatch copying(Handle tx, String table, List<String> other) {
        List<String> columns =
                tx.createQuery("""
                        select column_name from information_schema.columns
                        where table_schema = 'turnup' and table_name = :table order by ordinal_position""").bind("table", table).mapTo(String.class).list();
        String values = columns.stream()
                .map(column -> other.contains(column) ? "cast(:" + column + " as varchar)" : column)
                .collect(Collectors.joining(", "));
        return tx.prepareBatch("insert into %s (%s) select %s from %s where id = :model"
                .formatted(table, String.join(", ", columns), values, table));
    }
}
