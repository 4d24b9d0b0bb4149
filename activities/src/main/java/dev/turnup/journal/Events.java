package dev.turnup.journal;

import dev.turnup.Json;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** The history of an order: append only, numbered without gaps, each event naming the one before it. */
public final class Events {
    private static final String INSERT = """
            insert into order_event (order_id, seq, previous, at, type, subject, content)
            values (:order, :seq, nullif(:seq - 1, 0), :at, :type, :subject, :content)""";

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
        if (events.size() == 1) { // a batch of one costs more
            bind(tx.createUpdate(INSERT), orderId, last, at, events.getFirst()).execute();
            return;
        }
        PreparedBatch batch = tx.prepareBatch(INSERT);
        for (int n = 0; n < events.size(); n++) {
            bind(batch, orderId, last - events.size() + n + 1, at, events.get(n))
                    .add();
        }
        batch.execute();
    }

    private static <S extends SqlStatement<S>> S bind(S insert, String orderId, int seq, Instant at, Event event) {
        return insert.bind("order", orderId)
                .bind("seq", seq)
                .bind("at", at)
                .bind("type", event.type())
                .bind("subject", event.subject())
                .bind("content", Json.write(event.content()));
    }
}
