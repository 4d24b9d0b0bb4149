package dev.turnup.bench;

import dev.turnup.port.Port;
import dev.turnup.step.Adapter;
import dev.turnup.step.Answer;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepKey;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A site on PostgreSQL that is there for one run, with an order for each taker: what they meet on is the stock alone. */
final class HotSite implements AutoCloseable {
    private static final long SPEED_MBPS = 10_000;

    private final Jdbi jdbi;
    private final String id = "BENCH-" + UUID.randomUUID().toString().substring(0, 8);

    HotSite(Jdbi jdbi, String tenant, int units, int takers) {
        this.jdbi = jdbi;
        jdbi.useTransaction(tx -> {
            takesLong(tx);
            fill(tx, tenant, units, takers);
        });
    }

    private void fill(Handle tx, String tenant, int units, int takers) {
        tx.createUpdate("""
                        insert into port_unit (id, site, device, speed, entry)
                        select :site || '-sw' || sw || '-10G-' || lpad(n::text, 5, '0'), :site, :site || '-sw' || sw,
                            :speed, chr(64 + sw)
                        from generate_series(1, :units / 2) n, generate_series(1, 2) sw""")
                .bind("site", id)
                .bind("speed", SPEED_MBPS)
                .bind("units", units)
                .execute();
        tx.createUpdate("""
                        insert into product_order (id, tenant, state, mode, body, plan, created_at)
                        select :site || '-' || n, :tenant, 'completed', 'allOrNothing', '{}', '{}', current_timestamp
                        from generate_series(1, :takers) n""")
                .bind("site", id)
                .bind("tenant", tenant)
                .bind("takers", takers)
                .execute();
        tx.execute("analyze port_unit, product_order"); // as autovacuum would, a minute later
    }

    /** Takes one unit for a taker; asked again while the database is busy, as Temporal does. */
    Port.Receipt take(Adapter<Port.Desired, Port.Receipt> adapter, int taker) {
        StepKey key = new StepKey(id + "-" + (taker + 1), "1", "reserve-port", 1);
        StepCall<Port.Desired> call = new StepCall<>(key, "bench", new Port.Desired(id, SPEED_MBPS), Map.of());
        while (true) {
            try {
                return ((Answer.Done<Port.Receipt>) adapter.apply(call)).receipt();
            } catch (StepFailure failure) {
                if (failure.code() != FailureCode.DATABASE_BUSY) {
                    throw failure;
                }
            }
        }
    }

    @Override
    public void close() {
        jdbi.useTransaction(tx -> {
            takesLong(tx);
            tx.execute("delete from port_unit where site = ?", id);
            tx.execute("delete from order_event where order_id like ?", id + "-%");
            tx.execute("delete from step where order_id like ?", id + "-%");
            tx.execute("delete from product_order where id like ?", id + "-%");
        });
    }

    /** Thousands of rows in one statement take longer than those of a step may. */
    private static void takesLong(Handle tx) {
        tx.execute("set local statement_timeout = 0");
    }
}
