package dev.turnup.journal;

import dev.turnup.journal.Events.Row;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Queues events for those who asked for them. */
final class Subscribers {
    private Subscribers() {}

    /** @param types between commas; empty: all */
    private record Subscriber(String id, String hub, String types) {
        boolean wants(HubEvent event) {
            return hub.equals(event.hub().name())
                    && (types.isEmpty() || List.of(types.split(",", -1)).contains(event.name()));
        }
    }

    static void queue(Handle tx, String tenant, String orderId, List<Row> rows, Instant at) {
        if (rows.stream().allMatch(row -> row.as() == null)) {
            return;
        }
        List<Subscriber> subscribers = tx.createQuery(
                        "select id, hub, types from hub_subscription where tenant = :tenant and state = 'active'")
                .bind("tenant", tenant)
                .map(ConstructorMapper.of(Subscriber.class))
                .list();
        if (subscribers.isEmpty()) {
            return;
        }
        PreparedBatch batch = tx.prepareBatch("""
                insert into hub_delivery (subscription_id, order_id, seq, queued_at, due_at)
                values (:subscription, :order, :seq, :at, :at)""");
        for (Row row : rows) {
            HubEvent event = row.as();
            subscribers.stream()
                    .filter(subscriber -> event != null && subscriber.wants(event))
                    .forEach(subscriber -> batch.bind("subscription", subscriber.id())
                            .bind("order", orderId)
                            .bind("seq", row.seq())
                            .bind("at", at)
                            .add());
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
