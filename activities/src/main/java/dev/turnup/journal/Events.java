package dev.turnup.journal;

import dev.turnup.Json;
import dev.turnup.journal.HubEvent.Hub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The history of an order: append only, numbered without gaps, each event naming the one before it. What subscribers are told
 * of it has numbers of its own, which have no gaps either, and is queued for them in the same transaction.
 */
public final class Events {
    private static final String INSERT = """
            insert into order_event (order_id, seq, previous, at, type, subject, content, told_as, hub, number)
            values (:order, :seq, nullif(:seq - 1, 0), :at, :type, :subject, :content, :as, :hub, :number)""";

    private Events() {}

    /**
     * One thing that happened.
     *
     * @param type orderState, itemState, step, cancel, decision, commit, failure, jeopardy, compensation, patched, milestone,
     *     cancelRequest, deleted, productState, productChange or productEnd
     * @param subject item, item/step, product, cancel, or empty for the order itself
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
        List<Optional<HubEvent>> told = told(events);
        Order order = tx.createUpdate("""
                        update product_order set events = events + :n, ordering_events = ordering_events + :ordering,
                            inventory_events = inventory_events + :inventory where id = :id""")
                .bind("n", events.size())
                .bind("ordering", count(told, Hub.ordering))
                .bind("inventory", count(told, Hub.inventory))
                .bind("id", orderId)
                .executeAndReturnGeneratedKeys("tenant", "events", "ordering_events", "inventory_events")
                .map(ConstructorMapper.of(Order.class))
                .one();
        write(tx, orderId, order, at, events, told);
    }

    /** An order as it is after these events: what they are numbered by. */
    private record Order(String tenant, int events, int orderingEvents, int inventoryEvents) {
        int last(Hub hub) {
            return hub == Hub.ordering ? orderingEvents : inventoryEvents;
        }
    }

    /** What each is told as; items that change together are one change of their order. */
    private static List<Optional<HubEvent>> told(List<Event> events) {
        int lastItem = IntStream.range(0, events.size())
                .filter(n -> events.get(n).type().equals("itemState"))
                .max()
                .orElse(-1);
        return IntStream.range(0, events.size())
                .mapToObj(n -> events.get(n).type().equals("itemState") && n != lastItem
                        ? Optional.<HubEvent>empty()
                        : HubEvent.of(events.get(n)))
                .toList();
    }

    private static int count(List<Optional<HubEvent>> told, Hub hub) {
        return (int) told.stream()
                .filter(event -> event.filter(one -> one.hub() == hub).isPresent())
                .count();
    }

    private static void write(
            Handle tx, String orderId, Order order, Instant at, List<Event> events, List<Optional<HubEvent>> told) {
        Map<Hub, Integer> numbers = new EnumMap<>(Hub.class);
        for (Hub hub : Hub.values()) {
            numbers.put(hub, order.last(hub) - count(told, hub));
        }
        List<Row> rows = new ArrayList<>();
        for (int n = 0; n < events.size(); n++) {
            int seq = order.events() - events.size() + n + 1;
            HubEvent as = told.get(n).orElse(null);
            rows.add(new Row(seq, events.get(n), as, as == null ? null : numbers.merge(as.hub(), 1, Integer::sum)));
        }
        insert(tx, orderId, at, rows);
        Subscribers.queue(tx, order.tenant(), orderId, rows, at);
    }

    /** One thing that happened, with the numbers it has within its order; {@code as} and {@code number} are null where it isn't told. */
    record Row(
            int seq,
            Event event,
            @Nullable HubEvent as,
            @Nullable Integer number) {}

    private static void insert(Handle tx, String orderId, Instant at, List<Row> rows) {
        if (rows.size() == 1) { // a batch of one costs more
            bind(tx.createUpdate(INSERT), orderId, at, rows.getFirst()).execute();
            return;
        }
        PreparedBatch batch = tx.prepareBatch(INSERT);
        rows.forEach(row -> bind(batch, orderId, at, row).add());
        batch.execute();
    }

    private static <S extends SqlStatement<S>> S bind(S insert, String orderId, Instant at, Row row) {
        Event event = row.event();
        HubEvent as = row.as();
        return insert.bind("order", orderId)
                .bind("as", as == null ? null : as.name())
                .bind("hub", as == null ? null : as.hub().name())
                .bind("number", row.number())
                .bind("seq", row.seq())
                .bind("at", at)
                .bind("type", event.type())
                .bind("subject", event.subject())
                .bind("content", Json.write(event.content()));
    }
}
