package dev.turnup.journal;

import dev.turnup.Json;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The history of an order: append only, numbered without gaps, each event naming the one before it. */
public final class Events {
    private Events() {}

    /**
     * One thing that happened.
     *
     * @param type orderState, itemState, step, cancel, decision, commit, failure, jeopardy, compensation or patched
     * @param subject item, item/step, or empty for the order itself
     */
    public record Event(String type, String subject, Object content) {}

    static boolean isThere(Handle tx, String orderId, Event event) {
        return tx.createQuery("""
                        select count(*) from order_event
                        where order_id = :order and type = :type and subject = :subject and content = :content""")
                        .bind("order", orderId)
                        .bind("type", event.type())
                        .bind("subject", event.subject())
                        .bind("content", Json.write(event.content()))
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** Appends in the caller's transaction, which holds the order's row from here to its end. */
    public static void append(Handle tx, String orderId, Instant at, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        int last = tx.createUpdate("update product_order set events = events + :n where id = :id")
                .bind("n", events.size())
                .bind("id", orderId)
                .executeAndReturnGeneratedKeys("events")
                .mapTo(int.class)
                .one();
        PreparedBatch batch = tx.prepareBatch("""
                insert into order_event (order_id, seq, previous, at, type, subject, content)
                values (:order, :seq, nullif(:seq - 1, 0), :at, :type, :subject, :content)""");
        for (int n = 0; n < events.size(); n++) {
            Event event = events.get(n);
            batch.bind("order", orderId)
                    .bind("seq", last - events.size() + n + 1)
                    .bind("at", at)
                    .bind("type", event.type())
                    .bind("subject", event.subject())
                    .bind("content", Json.write(event.content()))
                    .add();
        }
        batch.execute();
    }
}
