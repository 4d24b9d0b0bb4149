package dev.turnup.billrun.records;

import dev.turnup.database.Database;
import dev.turnup.database.OrderRow;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.ApiKeys;
import dev.turnup.order.OrderState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A database with facts in it, as orders leave them. */
record Facts(Database database, InstantSource clock) implements AutoCloseable {
    static final Instant NOW = Instant.parse("2027-01-01T02:00:00Z");
    static final String ACME = "acme";

    static Facts in(TestDatabase kind) {
        Facts facts = new Facts(kind.open("turnup", 8), () -> NOW);
        facts.tenant(ACME);
        return facts;
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    void tenant(String id) {
        new ApiKeys(jdbi(), clock).addTenant(id, id);
    }

    void product(String tenant, String id) {
        jdbi().useHandle(handle -> {
            OrderRow.insert(handle, id, tenant, OrderState.completed, NOW);
            handle.execute("""
                    insert into product (id, tenant, order_id, item_id, offering, name, state, body, receipts, per_hour,
                        currency, created_at)
                    values (?, ?, ?, '1', 'port', ?, 'active', '{}', '{}', 1, 'USD', ?)""", id, tenant, id, "Port " + id, NOW);
        });
    }

    /** A segment of a product, with the price for each hour. */
    void segment(String tenant, String product, String id, String perHour, Instant since, @Nullable Instant until) {
        jdbi().useHandle(handle -> handle.execute(
                """
                insert into billing_segment (id, tenant, product_id, per_hour, currency, since, until, open_key)
                values (?, ?, ?, ?, 'USD', ?, ?, ?)""", id, tenant, product, new BigDecimal(perHour), since, until, until == null ? product : null));
    }

    void close(String segment, Instant until) {
        jdbi().useHandle(handle -> handle.execute(
                "update billing_segment set until = ?, open_key = null where id = ? and until is null",
                until,
                segment));
    }

    /** All bills of a month, as its run makes them. */
    void run(String month) {
        BillingPeriod period = BillingPeriod.of(month);
        jdbi().useTransaction(tx -> BillRunIntake.store(tx, period, "test", NOW));
        TenantBills bills = new TenantBills(jdbi(), clock);
        tenants().forEach(tenant -> bills.bill(tenant, period));
        jdbi().useExtension(BillRunTable.class, table -> table.end(month, NOW));
    }

    private List<String> tenants() {
        return jdbi().withExtension(BillRunTable.class, table -> table.tenants("", 10_000));
    }

    BillCheck.Result check(String month) {
        return new BillCheck(jdbi()).of(BillingPeriod.of(month));
    }

    /** {@code usage 3600 1.25} for each line of a month, in its order. */
    List<String> lines(String month) {
        return strings(
                "select kind || ' ' || seconds || ' ' || amount from bill_line where period = ? order by bill_id, n",
                month);
    }

    List<String> strings(String sql, Object... arguments) {
        return jdbi().withHandle(handle ->
                handle.select(sql, arguments).mapTo(String.class).list());
    }

    BigDecimal amount(String sql, Object... arguments) {
        return jdbi().withHandle(handle ->
                handle.select(sql, arguments).mapTo(BigDecimal.class).one());
    }

    void inTransaction(java.util.function.Consumer<Handle> work) {
        jdbi().useTransaction(work::accept);
    }

    @Override
    public void close() {
        database.close();
    }
}
