package dev.turnup.intake;

import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes what an order that was placed says, in the caller's transaction. */
public final class OrderPatches {
    private final Handle tx;
    private final PatchTables tables;
    private final Instant at;

    public OrderPatches(Handle tx, Instant at) {
        this.tx = tx;
        this.tables = tx.attach(PatchTables.class);
        this.at = at;
    }

    /** The order, held to the end of the transaction. */
    public Optional<OrderRow> lock(Scope scope, String order) {
        return tables.lock(scope, order);
    }

    /** When the order is to begin; empty where it has begun, or is beginning. */
    public Optional<Instant> begins(OrderRow order) {
        return order.state().equals("acknowledged") ? tables.begins(order.id(), at) : Optional.empty();
    }

    /** False when it is beginning by now. */
    public boolean begin(OrderRow order, Instant due) {
        return tables.begin(order.id(), due, at) == 1;
    }

    /** Takes an order out of sight, whose history stays; false where it isn't rejected. */
    public boolean delete(OrderRow order, Caller caller) {
        if (tables.delete(order.id()) == 0) {
            return false;
        }
        Events.append(tx, order.id(), at, List.of(new Event("deleted", "", Map.of("actor", caller.actor()))));
        return true;
    }

    /** @param fields names of what is new: the history tells no contents, which may be about persons */
    public void write(
            OrderRow order,
            String body,
            String plan,
            @Nullable Instant expectedAt,
            List<String> externalIds,
            List<String> fields,
            Caller caller) {
        tables.write(order.id(), body, plan, expectedAt);
        tables.dropExternalIds(order.id());
        OrderTables rows = tx.attach(OrderTables.class);
        externalIds.forEach(id -> rows.addExternalId(order.id(), id, order.tenant()));
        Event event = new Event("patched", "", Map.of("fields", fields, "actor", caller.actor()));
        Events.append(tx, order.id(), at, List.of(event));
    }
}
