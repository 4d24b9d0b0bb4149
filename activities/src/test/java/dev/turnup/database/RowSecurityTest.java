package dev.turnup.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL shows and lets change by statements that name no tenant. */
class RowSecurityTest {
    private static final String REFUSED = "42501";

    /** Tables whose rows are nobody's, or, named in ADR 19, that tell ids and numbers only. Every other one has its policy. */
    private static final Set<String> WITHOUT = Set.of(
            "flyway_schema_history",
            // the provider's
            "bill_run",
            "offering",
            "offering_version",
            "place",
            "location_list",
            "location_live",
            "location_import",
            "location_0",
            "location_key_0",
            // pools, out of which all take
            "port_unit",
            "vlan",
            "ip_prefix",
            "vni",
            "capacity_pool",
            "capacity_claim",
            // between tenants
            "product_relation");

    /** A row of each of the others, in an order in which they can be inserted; {@code :t} is the tenant. */
    private static final List<Map.Entry<String, String>> ROWS = List.of(
            row("tenant", "id, name, created_at", ":t, :t, now()"),
            row("tenant_limit", "tenant", ":t"),
            row("api_key", "key_hash, tenant, role, name, created_at", ":t, :t, 'customer', :t, now()"),
            row("secret", "id, tenant, content, created_at", ":t, :t, 'x', now()"),
            row("idempotency", "tenant, idem_key, payload, created_at", ":t, 'key', 'x', now()"),
            row(
                    "audit_record",
                    "id, at, tenant, caller, actor, method, path, operation, request_id, address",
                    ":t, now(), :t, 'key', 'x', 'POST', '/', 'x', 'x', 'x'"),
            row(
                    "product_order",
                    "id, tenant, state, mode, body, plan, created_at",
                    ":t, :t, 'completed', 'allOrNothing', '{}', '{}', now()"),
            row("order_external_id", "order_id, external_id, tenant", ":t, 'x', :t"),
            row("order_item", "order_id, id, position, state, product_id", ":t, '1', 1, 'completed', :t"),
            row("order_event", "order_id, seq, at, type, subject, content", ":t, 1, now(), 'step', '1', '{}'"),
            row(
                    "step",
                    "order_id, item_id, step, generation, task_queue, verb, state, desired",
                    ":t, '1', 'step', 1, 'queue', 'APPLY', 'done', '{}'"),
            row(
                    "fallout",
                    "id, order_id, tenant, item_id, step, generation, verb, code, message, opened_at",
                    ":t, :t, :t, '1', 'step', 1, 'APPLY', 'UNKNOWN', 'x', now()"),
            row(
                    "cancel_order",
                    "id, tenant, order_id, state, reason, actor, requested_at",
                    ":t, :t, :t, 'done', 'x', 'x', now()"),
            row(
                    "outbox",
                    "id, order_id, tenant, kind, content, created_at, due_at",
                    ":t, :t, :t, 'start', '{}', now(), now()"),
            row(
                    "product",
                    "id, tenant, order_id, item_id, offering, name, state, body, receipts, per_hour, currency, created_at",
                    ":t, :t, :t, '1', 'port', 'x', 'active', '{}', '{}', 1, 'USD', now()"),
            row(
                    "service_key",
                    "id, hash, tenant, product_id, name, max_speed, single_use, created_at",
                    ":t, :t, :t, :t, 'x', 1, true, now()"),
            row(
                    "event_window",
                    "id, tenant, time_zone, local_start, local_end, raise_at, start_at, end_at, state, currency, created_at",
                    ":t, :t, 'UTC', 'x', 'x', now(), now(), now(), 'reserved', 'USD', now()"),
            row(
                    "window_product",
                    "window_id, position, product_id, usual_mbps, window_mbps, usual_price, window_price",
                    ":t, 1, :t, 1, 2, 1, 2"),
            row("window_order", "window_id, order_id, role, placed_at", ":t, :t, 'raise', now()"),
            row("location_answer", "id, tenant, content, created_at, valid_until", ":t, :t, '[]', now(), now()"),
            row(
                    "location_check",
                    "id, tenant, state, row_count, created_at, changed_at",
                    ":t, :t, 'done', 1, now(), now()"),
            row("location_check_row", "check_id, n, line, way, asked", ":t, 1, 2, 'address', 'x'"),
            row("billing_segment", "id, tenant, product_id, per_hour, currency, since", ":t, :t, :t, 1, 'USD', now()"),
            row(
                    "ledger_entry",
                    "id, tenant, debit, credit, amount, currency, at, reason",
                    ":t, :t, 'a', 'b', 1, 'USD', now(), 'x'"),
            row("bill_run_left", "period, tenant, why, tried_at", "'2026-01', :t, 'x', now()"),
            row(
                    "customer_bill",
                    "id, tenant, period, currency, begin_at, end_at, amount, state, created_at, changed_at",
                    ":t, :t, '2026-01', 'USD', now(), now(), 1, 'new', now(), now()"),
            row(
                    "bill_line",
                    "bill_id, n, tenant, period, kind, segment_id, description, from_at, to_at, seconds, amount",
                    ":t, 1, :t, '2026-01', 'usage', :t, 'x', now(), now(), 1, 1"),
            row("bill_on_demand", "id, tenant, request, content, created_at", ":t, :t, '{}', '{}', now()"),
            row(
                    "hub_subscription",
                    "id, tenant, hub, slot, callback, types, secret, state, created_at",
                    ":t, :t, 'ordering', 1, 'x', '', :t, 'active', now()"),
            row("hub_delivery", "subscription_id, order_id, seq, queued_at, due_at", ":t, :t, 1, now(), now()"));

    private static Map.Entry<String, String> row(String table, String columns, String values) {
        return Map.entry(table, "insert into %s (%s) values (%s)".formatted(table, columns, values));
    }

    private static Database database =
            TestDatabase.POSTGRESQL.open("turnup", 1); // whose connection all of these take in turn

    @BeforeAll
    static void fill() {
        database.jdbi().useTransaction(tx -> {
            tx.execute("""
                    insert into bill_run (period, previous, state, tenants, actor, created_at, changed_at)
                    values ('2026-01', '', 'done', 2, 'x', now(), now())""");
            for (String tenant : List.of("acme", "other")) {
                ROWS.forEach(row -> insert(tx, row.getValue(), tenant));
            }
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static int insert(Handle tx, String sql, String tenant) {
        return tx.createUpdate(sql).bind("t", tenant).execute();
    }

    private static Jdbi jdbi() {
        return database.jdbi();
    }

    private static <T> T as(String tenant, ScopedValue.CallableOp<T, RuntimeException> work) {
        return RowSecurity.of(tenant, work);
    }

    private static Set<String> names(String sql) {
        return jdbi().withHandle(handle ->
                handle.createQuery(sql).mapTo(String.class).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static long count(String table) {
        return jdbi().withHandle(handle ->
                handle.select("select count(*) from " + table).mapTo(long.class).one());
    }

    private static List<String> tables() {
        return ROWS.stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void everyTableHasAPolicyOrAReason() {
        Set<String> without = names("""
                select c.relname from pg_class c
                where c.relnamespace = 'turnup'::regnamespace and c.relkind = 'r' and not (c.relrowsecurity
                    and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'))""");

        assertThat(without).containsExactlyInAnyOrderElementsOf(WITHOUT);
        assertThat(names("""
                select table_name from information_schema.columns
                where table_schema = 'turnup' and (column_name = 'tenant' or table_name = 'tenant')""")).isSubsetOf(tables());
        assertThat(names("select tablename from pg_policies where schemaname = 'turnup'"))
                .as("each has a row in this test")
                .containsExactlyInAnyOrderElementsOf(tables());
    }

    @Test
    void whoPassesThePoliciesByIsKnown() {
        assertThat(RowSecurity.isPassedBy(jdbi())).isFalse();
        jdbi().useHandle(handle -> handle.execute("alter table product no force row level security"));

        assertThat(RowSecurity.isPassedBy(jdbi())).isTrue();

        jdbi().useHandle(handle -> handle.execute("alter table product force row level security"));
    }

    @Test
    void aCustomerSeesItsOwnRowsAndNobodyElseSeesLess() {
        for (String table : tables()) {
            assertThat(as("acme", () -> count(table))).as(table).isEqualTo(1);
            assertThat(as("nobody", () -> count(table))).as(table).isZero();
            assertThat(count(table)).as(table).isEqualTo(2);
        }
        Set<String> tenants = names("""
                select table_name from information_schema.columns where table_schema = 'turnup' and column_name = 'tenant'""").stream()
                .flatMap(table -> as("acme", () -> names("select tenant from " + table)).stream())
                .collect(Collectors.toSet());
        assertThat(tenants).containsExactly("acme");
    }

    @Test
    void aCustomerChangesItsOwnRowsOnly() {
        for (String table : tables()) {
            String column = jdbi().withHandle(handle ->
                    handle.select("""
                            select column_name from information_schema.columns
                            where table_schema = 'turnup' and table_name = ? and column_name in ('tenant', 'name', 'id',
                                'order_id', 'window_id', 'check_id')
                            order by column_name <> 'tenant' limit 1""", table).mapTo(String.class).one());
            assertThat(as("acme", () -> updated("update %s set %s = %s".formatted(table, column, column))))
                    .as(table)
                    .isEqualTo(1);
        }
    }

    private static int updated(String sql) {
        return jdbi().withHandle(handle -> handle.execute(sql));
    }

    @Test
    void nothingIsWrittenForAnother() {
        for (Map.Entry<String, String> row : ROWS) {
            assertThat(state(() -> as("acme", () -> jdbi().withHandle(tx -> insert(tx, row.getValue(), "other")))))
                    .as(row.getKey())
                    .isEqualTo(REFUSED);
        }
        names("""
                select table_name from information_schema.columns
                where table_schema = 'turnup' and column_name = 'tenant'""")
                .forEach(table -> assertThat(
                                state(() -> as("acme", () -> updated("update " + table + " set tenant = 'other'"))))
                        .as(table)
                        .isEqualTo(REFUSED));
    }

    private static String state(Runnable work) {
        Throwable thrown = catchThrowable(work::run);
        return thrown != null && thrown.getCause() instanceof SQLException sql ? sql.getSQLState() : "done";
    }

    @Test
    void oneConnectionServesAllInTurn() {
        String backend = "select pg_backend_pid() || ' ' || count(*) || ' ' || coalesce(min(tenant), '') from product";

        List<String> seen = new ArrayList<>();
        for (String tenant : List.of("acme", "acme", "other", "nobody")) {
            seen.add(as(tenant, () -> names(backend).iterator().next()));
            seen.add(names(backend).iterator().next());
        }

        String pid = seen.getFirst().split(" ")[0];
        String all = pid + " 2 acme";
        assertThat(seen)
                .containsExactly(pid + " 1 acme", all, pid + " 1 acme", all, pid + " 1 other", all, pid + " 0 ", all);
    }

    @Test
    void aTransactionThatIsRolledBackChangesNothingOfIt() {
        assertThatThrownBy(() -> as(
                        "acme",
                        () -> jdbi().inTransaction(tx -> RowSecurity.everyones(tx, all -> {
                            throw new IllegalStateException("broken off");
                        }))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(as("acme", () -> count("product"))).isEqualTo(1);
    }

    @Test
    void aConnectionThatCannotBeSetIsGivenToNobody() {
        String backend = "select pg_backend_pid()";
        Set<String> before = names(backend);

        assertThatThrownBy(() -> as("no\0text", () -> count("product"))).isInstanceOf(ConnectionException.class);

        assertThat(names(backend)).doesNotContainAnyElementsOf(before);
        assertThat(count("product")).isEqualTo(2);
    }

    interface Counting {
        @Everyones
        @SqlQuery("select count(*) from product")
        long all();

        @SqlQuery("select count(*) from product")
        long own();
    }

    @Test
    void whatIsNamedForItSeesEverybodysRowsAndNothingElseWithIt() {
        as("acme", () -> {
            Counting counting = jdbi().onDemand(Counting.class);
            assertThat(counting.all()).isEqualTo(2);
            assertThat(counting.own()).isEqualTo(1);
            return jdbi().inTransaction(tx -> {
                Counting within = tx.attach(Counting.class);
                assertThat(List.of(within.own(), within.all(), within.own())).containsExactly(1L, 2L, 1L);
                assertThat(RowSecurity.<List<Long>, RuntimeException>everyones(
                                tx, all -> List.of(within.own(), within.all(), within.own())))
                        .containsExactly(2L, 2L, 2L);
                return assertThat(within.own()).isEqualTo(1);
            });
        });
    }

    @Test
    void subAccountsKeysAreTheirParentsToo() {
        jdbi().useTransaction(tx -> {
            tx.execute("insert into tenant (id, name, parent, created_at) values ('acme-east', 'East', 'acme', now())");
            insert(tx, ROWS.get(2).getValue(), "acme-east");
            insert(tx, ROWS.get(1).getValue(), "acme-east");
        });
        try {
            assertThat(as("acme", () -> names("select tenant from api_key"))).containsExactly("acme", "acme-east");
            assertThat(as("acme-east", () -> names("select tenant from api_key")))
                    .containsExactly("acme-east");
            assertThat(as("acme-east", () -> names("select tenant from tenant_limit")))
                    .as("its limits, and its parent's")
                    .containsExactly("acme", "acme-east");
        } finally {
            jdbi().useTransaction(tx -> List.of("api_key where tenant", "tenant_limit where tenant", "tenant where id")
                    .forEach(rows -> tx.execute("delete from " + rows + " = 'acme-east'")));
        }
    }
}
