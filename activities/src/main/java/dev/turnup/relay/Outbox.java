package dev.turnup.relay;

import dev.turnup.Json;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.Decision;
import dev.turnup.order.OrderStart;
import dev.turnup.order.QueueNotice;
import dev.turnup.order.Wake;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What Temporal is to be told later, written in the caller's transaction. */
public final class Outbox {
    private final Handle tx;
    private final Instant at;

    public Outbox(Handle tx, Instant at) {
        this.tx = tx;
        this.at = at;
    }

    /** @param due when the order is to begin; until then only its cancel can start it */
    public void start(String order, String tenant, Instant due) {
        add(order, tenant, "start", new OrderStart(order, tenant), due);
    }

    public void restart(String order, String tenant) {
        add(order, tenant, "restart", new OrderStart(order, tenant));
    }

    public void cancel(String order, String tenant, CancelRequest request) {
        add(order, tenant, "cancel", request);
    }

    public void decide(String order, String tenant, Decision decision) {
        add(order, tenant, "decide", decision);
    }

    public void wake(String order, String tenant, Wake wake) {
        add(order, tenant, "wake", wake);
    }

    public void notice(String order, String tenant, QueueNotice notice) {
        add(order, tenant, "notice", notice);
    }

    /** Whether a decision about this step is already on its way. */
    public boolean hasDecision(String order, String step) {
        List<String> waiting = tx.createQuery("select content from outbox where order_id = :order and kind = 'decide'")
                .bind("order", order)
                .mapTo(String.class)
                .list();
        return waiting.stream()
                .anyMatch(json -> Json.read(json, Decision.class).step().equals(step));
    }

    private void add(String order, String tenant, String kind, Object content) {
        add(order, tenant, kind, content, at);
    }

    private void add(String order, String tenant, String kind, Object content, Instant due) {
        tx.createUpdate("""
                insert into outbox (id, order_id, tenant, kind, content, created_at, due_at)
                values (:id, :order, :tenant, :kind, :content, :at, :due)""")
                .bind("id", UUID.randomUUID().toString())
                .bind("order", order)
                .bind("tenant", tenant)
                .bind("kind", kind)
                .bind("content", Json.write(content))
                .bind("at", at)
                .bind("due", due)
                .execute();
    }
}
