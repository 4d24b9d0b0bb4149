package dev.turnup.relay;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The outbox as the relay empties it. A delivered row is deleted; one that is being delivered is leased. */
public final class Undelivered {
    private final Jdbi jdbi;

    public Undelivered(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One message.
     *
     * @param kind start, restart, cancel, decide, wake or notice
     * @param content the JSON that the workflow gets
     */
    record Message(String id, String orderId, String tenant, String kind, String content, int attempts) {}

    /** Who has messages of these kinds that are due. */
    List<String> dueTenants(List<String> kinds, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct tenant from outbox where kind in (<kinds>) and due_at <= :now")
                .bindList("kinds", kinds)
                .bind("now", now)
                .mapTo(String.class)
                .list());
    }

    /** Leases a tenant's due messages of these kinds, oldest first; no other process gets them until the lease ends. */
    List<Message> lease(List<String> kinds, String tenant, int most, Instant now, Instant until) {
        return jdbi.inTransaction(tx -> {
            List<Message> due = tx.createQuery("""
                    select id, order_id, tenant, kind, content, attempts from outbox
                    where kind in (<kinds>) and tenant = :tenant and due_at <= :now
                    order by due_at limit :most for update skip locked""")
                    .bindList("kinds", kinds)
                    .bind("tenant", tenant)
                    .bind("now", now)
                    .bind("most", most)
                    .map(ConstructorMapper.of(Message.class))
                    .list();
            if (!due.isEmpty()) {
                tx.createUpdate("update outbox set due_at = :until, attempts = attempts + 1 where id in (<ids>)")
                        .bind("until", until)
                        .bindList("ids", due.stream().map(Message::id).toList())
                        .execute();
            }
            return due;
        });
    }

    void delivered(Message message) {
        jdbi.useHandle(handle -> handle.execute("delete from outbox where id = ?", message.id()));
    }

    /** Whether this order has yet to begin. */
    boolean hasStart(String order) {
        return jdbi.withHandle(
                handle -> handle.select("select count(*) > 0 from outbox where order_id = ? and kind = 'start'", order)
                        .mapTo(boolean.class)
                        .one());
    }

    void dropStart(String order) {
        jdbi.useHandle(handle -> handle.execute("delete from outbox where order_id = ? and kind = 'start'", order));
    }

    void failed(Message message, Instant again, String error) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update outbox set due_at = :again, last_error = :error where id = :id")
                .bind("again", again)
                .bind("error", error.substring(0, Math.min(2000, error.length())))
                .bind("id", message.id())
                .execute());
    }
}
