package dev.turnup.bench;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What must be so after every timed run. */
final class DataCheck {
    /** What is wrong, and the query that counts it. */
    private static final Map<String, String> NONE_OF = Map.of(
            "orders that did not complete", "select count(*) from product_order where state <> 'completed'",
            "ports with two owners", twice("port_unit", "id"),
            "owners with two ports", twice("port_unit", "owner"),
            "VLANs with two owners",
                    "select count(*) from (select 1 from vlan group by port_id, vlan having count(*) > 1) d",
            "owners with two VLANs", twice("vlan", "owner"),
            "active products without one open billing segment", """
                    select count(*) from product p where state = 'active' and 1 <> (
                        select count(*) from billing_segment where product_id = p.id and until is null)""",
            "open billing segments without an active product", """
                    select count(*) from billing_segment b where until is null and not exists (
                        select 1 from product where id = b.product_id and state = 'active')""",
            "steps that are not done", "select count(*) from step where state <> 'done'",
            "messages that were not delivered", "select count(*) from outbox");

    private DataCheck() {}

    private static String twice(String table, String column) {
        return "select count(*) from (select 1 from " + table + " where " + column + " is not null group by " + column
                + " having count(*) > 1) d";
    }

    /** Throws IllegalStateException with everything that is wrong. */
    static void run(Jdbi turnup, Jdbi simulated) {
        List<String> wrong = turnup.withHandle(handle -> NONE_OF.entrySet().stream()
                .filter(check -> count(handle, check.getValue()) > 0)
                .map(check -> count(handle, check.getValue()) + " " + check.getKey())
                .toList());
        int twins = simulated.withHandle(handle -> count(handle, """
                select count(*) from (select 1 from call_log where verb = 'APPLY' and effect
                    group by provider, reference having count(*) > 1) d"""));
        BigDecimal balance = turnup.withHandle(
                handle -> handle.createQuery("""
                select coalesce(sum(amount), 0) from (
                    select debit as account, amount from ledger_entry
                    union all select credit, -amount from ledger_entry) d""").mapTo(BigDecimal.class).one());
        if (!wrong.isEmpty() || twins > 0 || balance.signum() != 0) {
            throw new IllegalStateException(
                    "The data is not as it should be: " + wrong + ", " + twins + " effects twice, ledger " + balance);
        }
    }

    private static int count(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(int.class).one();
    }
}
