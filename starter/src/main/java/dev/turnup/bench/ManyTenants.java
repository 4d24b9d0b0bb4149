package dev.turnup.bench;

import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Caller;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

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
        copy(tx, "product_order", order, Map.of("id", "order-" + tenant, "tenant", tenant));
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < products; n++) {
            String id = "product-" + tenant + "-" + n;
            copy(
                    tx,
                    "product",
                    product,
                    Map.of("id", id, "tenant", tenant, "order_id", "order-" + tenant, "item_id", String.valueOf(n)));
            ids.add(id);
        }
        return ids;
    }

    /** One row like another, except for these columns. */
    private static void copy(Handle tx, String table, String id, Map<String, String> other) {
        List<String> columns =
                tx.createQuery("""
                        select column_name from information_schema.columns
                        where table_schema = 'turnup' and table_name = :table order by ordinal_position""").bind("table", table).mapTo(String.class).list();
        List<String> values = columns.stream()
                .map(column -> other.containsKey(column) ? "cast(:" + column + " as varchar)" : column)
                .toList();
        Update copy = tx.createUpdate("insert into %s (%s) select %s from %s where id = :model"
                .formatted(table, String.join(", ", columns), String.join(", ", values), table));
        other.forEach(copy::bind);
        copy.bind("model", id).execute();
    }
}
