package dev.turnup.database;

import dev.turnup.order.OrderState;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** An order without items, for what needs one to be there. */
public final class OrderRow {
    private OrderRow() {}

    public static void insert(Handle handle, String id, String tenant, OrderState state, Instant createdAt) {
        handle.execute("""
                insert into product_order (id, tenant, state, mode, body, plan, created_at)
                values (?, ?, ?, 'allOrNothing', '{}', '{}', ?)""", id, tenant, state.name(), createdAt);
    }
}
