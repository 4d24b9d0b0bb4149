package dev.turnup.intake;

import dev.turnup.intake.FalloutReads.FalloutRow;
import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import dev.turnup.order.Decision;
import dev.turnup.relay.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Passes operators' decisions on, in the caller's transaction. */
public final class Decisions {
    private final Handle tx;
    private final Instant at;

    public Decisions(Handle tx, Instant at) {
        this.tx = tx;
        this.at = at;
    }

    /** False when it is closed by now, or another decision about it is on its way. */
    public boolean decide(FalloutRow fallout, Decision decision) {
        Outbox outbox = new Outbox(tx, at);
        if (!isStillOpen(fallout) || outbox.hasDecision(fallout.orderId(), decision.step())) {
            return false;
        }
        outbox.decide(fallout.orderId(), fallout.tenant(), decision);
        return true;
    }

    /** A workflow that is lost takes no decision, so the fallout ends here; false when it has ended by now. */
    public boolean restart(FalloutRow fallout, Decision decision) {
        if (!isStillOpen(fallout)) {
            return false;
        }
        tx.createUpdate("""
                update fallout set closed_at = :at, decision = :decision, actor = :actor, reason = :reason,
                    open_key = null where id = :id""")
                .bind("at", at)
                .bind("decision", decision.action().name())
                .bind("actor", decision.actor())
                .bind("reason", decision.reason())
                .bind("id", fallout.id())
                .execute();
        Event event = new Event("decision", "", Map.of("decision", decision, "accepted", true));
        Events.append(tx, fallout.orderId(), at, List.of(event));
        new Outbox(tx, at).restart(fallout.orderId(), fallout.tenant());
        return true;
    }

    /** Keeps what an operator wrote and nobody else may read. */
    public void keep(FalloutRow fallout, NewOrder.Secret secret) {
        tx.attach(OrderTables.class).addSecret(secret.id(), fallout.tenant(), secret.content(), at);
    }

    /** Locks the row, so that of two operators one is told. */
    private boolean isStillOpen(FalloutRow fallout) {
        return tx.createQuery("select closed_at is null from fallout where id = :id for update")
                .bind("id", fallout.id())
                .mapTo(boolean.class)
                .one();
    }
}
