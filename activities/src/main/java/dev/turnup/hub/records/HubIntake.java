package dev.turnup.hub.records;

import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.hub.records.HubTable.Ref;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Stores, replays and deletes subscriptions, in the caller's transaction. */
public final class HubIntake {
    /** Of one tenant; as many as the table has slots. */
    public static final int MOST = 20;

    /** After a replay at most so many wait: what is told meanwhile must find room beside them. */
    public static final int MOST_REPLAYED = HubSender.MOST_PENDING / 2;

    private final HubTable table;

    public HubIntake(Handle tx) {
        this.table = tx.attach(HubTable.class);
    }

    /** False where the tenant has as many as it may have. */
    public boolean store(SubscriptionRow row, String secret) {
        table.addSecret(row.secret(), row.tenant(), secret, row.createdAt());
        List<Integer> taken = table.slots(row.tenant());
        return IntStream.rangeClosed(1, MOST)
                .filter(slot -> !taken.contains(slot))
                .anyMatch(slot -> table.add(row, slot) == 1);
    }

    /** Its workflow finds nothing, and ends. */
    public void delete(SubscriptionRow row) {
        table.delete(row.id());
        table.deleteDeliveries(row.id());
        table.deleteSecret(row.secret());
    }

    /**
     * Sends what is told of one order again, from a number on; a suspended subscription goes on.
     *
     * @return how many events; empty where the tenant has no such order, and nothing is done
     */
    public OptionalInt replayOrder(SubscriptionRow row, String order, int from, Instant now) {
        if (table.lockOrder(row.tenant(), order).isEmpty()) {
            return OptionalInt.empty();
        }
        table.resume(row.id());
        return OptionalInt.of(replay(row, table.from(order, row.hub(), from, MOST_REPLAYED), now));
    }

    /** The same of all orders of the tenant, from an instant on: the oldest ones that there is {@link #room} for. */
    public int replaySince(SubscriptionRow row, Instant since, Instant now) {
        table.resume(row.id());
        return replay(row, table.since(row, since, room(table.pending(row.id(), MOST_REPLAYED))), now);
    }

    /** The same with what was given up. */
    public int replayDead(SubscriptionRow row, Instant now) {
        table.resume(row.id());
        return table.lastDead(row.id(), room(table.pending(row.id(), MOST_REPLAYED)))
                .map(last -> table.revive(row.id(), now, last))
                .orElse(0);
    }

    /** How many events are replayed at most where so many wait. */
    public static int room(long pending) {
        return (int) Math.max(0, MOST_REPLAYED - pending);
    }

    /** What still waits of the same orders is sent after it, and once. */
    private int replay(SubscriptionRow row, List<Ref> events, Instant now) {
        List<Ref> wanted =
                events.stream().filter(event -> row.wants(event.toldAs())).toList();
        wanted.stream()
                .collect(Collectors.toMap(Ref::orderId, Ref::seq, Math::min))
                .forEach((order, seq) -> table.drop(row.id(), order, seq));
        table.queue(row.id(), wanted, now);
        return wanted.size();
    }
}
