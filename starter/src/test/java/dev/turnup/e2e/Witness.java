package dev.turnup.e2e;

import dev.turnup.simulated.ReceivedCall;
import dev.turnup.simulated.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.SqlStatements;

/** Reads what is written in the tables, past the programs that write them. */
final class Witness {
    private final Jdbi all;
    private final Jdbi jdbi;

    Witness(Postgres postgres) {
        all = Jdbi.create(postgres.url(), Postgres.SUPERUSER, Postgres.PASSWORD);
        jdbi = Jdbi.create(postgres.url(), Postgres.OWNER, Postgres.PASSWORD)
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .registerRowMapper(ConstructorMapper.factory(Resource.class))
                .registerRowMapper(ConstructorMapper.factory(ReceivedCall.class));
    }

    /** How many steps of these orders are in a state. */
    long steps(List<String> orders, String state) {
        return number(
                "select count(*) from turnup.step where state = :state and order_id in (<orders>)", orders, state);
    }

    /** What the simulated providers know under these orders' keys. */
    List<Resource> resources(List<String> orders) {
        return list(
                "select * from simulated.resource where split_part(reference, '/', 1) in (<orders>)",
                orders,
                Resource.class);
    }

    /** Which calls changed anything at the simulated providers. */
    List<ReceivedCall> effects(List<String> orders) {
        return list(
                "select * from simulated.call_log where effect and split_part(reference, '/', 1) in (<orders>)",
                orders,
                ReceivedCall.class);
    }

    /**
     * What a provider keeps of the resource that was made under a step key, after all changes of it that hold, as JSON; empty
     * when it is gone.
     */
    Optional<String> effective(String reference) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.attributes from simulated.resource r
                        join simulated.resource c on c.provider = r.provider and c.id = r.id and c.closed_at is null
                        where r.reference = :reference and r.kind <> 'change' and r.closed_at is null
                        order by c.created_at desc, case c.kind when 'change' then 0 else 1 end limit 1""")
                .bind("reference", reference)
                .mapTo(String.class)
                .findOne());
    }

    /** {@code 1.2500 closed} for each segment of a product, the oldest first. */
    List<String> segments(String product) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select per_hour || case when until is null then ' open' else ' closed' end
                        from turnup.billing_segment where product_id = :product order by since""")
                .bind("product", product)
                .mapTo(String.class)
                .list());
    }

    /** The step keys that own a port, VLAN, prefix or circuit number, or claim bandwidth at a building. */
    List<String> owners(List<String> orders) {
        return list("""
                select owner from (select owner from turnup.port_unit union all select owner from turnup.vlan
                    union all select owner from turnup.ip_prefix union all select owner from turnup.vni
                    union all select owner from turnup.capacity_claim where pool like 'location:%') units
                where split_part(owner, '/', 1) in (<orders>)""", orders, String.class);
    }

    /** The step keys under which inventory was given out and not taken back, by the orders' own journals. */
    List<String> given(List<String> orders) {
        return list("""
                select order_id || '/' || item_id || '/' || step || '/' || generation from turnup.step
                where task_queue like '%.inventory' and receipt is not null and undone_at is null
                and order_id in (<orders>)""", orders, String.class);
    }

    /** Products in a state. */
    List<String> products(List<String> orders, String state) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from turnup.product where state = :state and order_id in (<orders>)")
                .bindList(EmptyHandling.NULL_KEYWORD, "orders", orders)
                .bind("state", state)
                .mapTo(String.class)
                .list());
    }

    /** The products of the open billing segments, each as often as it has one. */
    List<String> billed(List<String> orders) {
        return list("""
                select s.product_id from turnup.billing_segment s join turnup.product p on p.id = s.product_id
                where s.until is null and p.order_id in (<orders>)""", orders, String.class);
    }

    /** Segments that do not begin when their product became active, or at another price. */
    long wrongSegments(List<String> orders) {
        return number("""
                select count(*) from turnup.billing_segment s join turnup.product p on p.id = s.product_id
                where (s.since <> p.active_since or s.per_hour <> p.per_hour or s.until is not null)
                and p.order_id in (<orders>)""", orders, "any");
    }

    /** The ids of ledger entries that concern these orders. */
    List<String> ledger(List<String> orders) {
        return list(
                "select id from turnup.ledger_entry where split_part(id, '/', 1) in (<orders>)", orders, String.class);
    }

    /** How many bills there are. */
    long bills() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from turnup.customer_bill")
                .mapTo(long.class)
                .one());
    }

    /** What the ledger has of them, read without any bill. */
    BigDecimal owed() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select coalesce(sum(case when debit = 'receivable:' || tenant then amount else -amount end), 0)
                        from turnup.ledger_entry where tenant like 'killed-%'""").mapTo(BigDecimal.class).one());
    }

    /** Writes facts of so many tenants, as orders leave them: a product that cost 1.00 an hour for a day. */
    void facts(int tenants, Instant since) {
        jdbi.useTransaction(tx -> {
            tx.execute("set local search_path = turnup");
            tx.execute("""
                    insert into tenant (id, name, created_at)
                    select 'killed-' || n, 'Killed', ? from generate_series(1, ?) n""", since, tenants);
            tx.execute("""
                    insert into product_order (id, tenant, state, mode, body, plan, created_at, ended_at)
                    select id, id, 'completed', 'allOrNothing', '{}', '{}', created_at, created_at from tenant
                    where id like 'killed-%'""");
            tx.execute("""
                    insert into product (id, tenant, order_id, item_id, offering, name, state, body, receipts, per_hour,
                        currency, created_at)
                    select id, id, id, '1', 'port', 'Port', 'terminated', '{}', '{}', 1, 'USD', created_at from tenant
                    where id like 'killed-%'""");
            tx.execute("""
                    insert into billing_segment (id, tenant, product_id, per_hour, currency, since, until)
                    select id, id, id, 1, 'USD', created_at, created_at + interval '1 day' from tenant
                    where id like 'killed-%'""");
        });
    }

    /** Orders that an outbox row still waits to tell Temporal of. */
    List<String> untold() {
        return jdbi.withHandle(handle -> handle.createQuery("select order_id from turnup.outbox where kind = 'start'")
                .mapTo(String.class)
                .list());
    }

    /** While this is done nobody else reads or writes a table. */
    void locked(String table, Runnable work) {
        jdbi.useTransaction(tx -> {
            tx.execute("lock table " + table);
            work.run();
        });
    }

    /** What a statement changes that would otherwise take a test days. */
    void change(String sql) {
        jdbi.useHandle(handle -> handle.execute(sql));
    }

    /** @param type as PostgreSQL calls it */
    record Column(String schema, String table, String column, String type) {
        String name() {
            return schema + "." + table + "." + column;
        }
    }

    /** Every column of every table, whosever it is. */
    List<Column> columns() {
        return all.withHandle(handle ->
                handle.createQuery("""
                        select table_schema as schema, table_name as "table", column_name as "column", data_type as type
                        from information_schema.columns
                        where table_schema not in ('pg_catalog', 'information_schema')
                        order by table_schema, table_name, ordinal_position""").map(ConstructorMapper.of(Column.class)).list());
    }

    /** All that is in a column, a line for each row; of bytes what is text in them. */
    String values(Column column) {
        String value = "\"" + column.column() + "\"";
        String text = column.type().equals("bytea") ? "encode(" + value + ", 'escape')" : "cast(" + value + " as text)";
        return all.withHandle(handle -> handle.createQuery("select coalesce(string_agg(" + text
                        + ", chr(10)), '') from \"" + column.schema() + "\".\"" + column.table() + "\"")
                .mapTo(String.class)
                .one());
    }

    private <T> List<T> list(String sql, List<String> orders, Class<T> type) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindList(EmptyHandling.NULL_KEYWORD, "orders", orders)
                .mapTo(type)
                .list());
    }

    private long number(String sql, List<String> orders, String state) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindList(EmptyHandling.NULL_KEYWORD, "orders", orders)
                .bind("state", state)
                .mapTo(long.class)
                .one());
    }
}
