package dev.turnup.relay;

import dev.turnup.Json;
import dev.turnup.host.Calls;
import dev.turnup.journal.Polling;
import dev.turnup.order.Wake;
import dev.turnup.step.Adapter;
import dev.turnup.step.Presence;
import dev.turnup.step.StepKey;
import dev.turnup.step.StepRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether third parties have acted, for the steps that wait on this process's adapters, and wakes their orders. */
public final class Poller {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final int BATCH = 50;

    private final Jdbi jdbi;
    private final Map<String, Adapter<?, ?>> adapters;
    private final Relay relay;
    private final InstantSource clock;

    public Poller(Jdbi jdbi, List<? extends Adapter<?, ?>> adapters, Relay relay, InstantSource clock) {
        this.jdbi = jdbi;
        this.adapters = adapters.stream().collect(Collectors.toMap(Adapter::taskQueue, Function.identity()));
        this.relay = relay;
        this.clock = clock;
    }

    private record Waiting(
            String orderId,
            String itemId,
            String step,
            int generation,
            String taskQueue,
            String request,
            Instant waitSince) {

        StepKey key() {
            return new StepKey(orderId, itemId, step, generation);
        }
    }

    /** Looks once at everything that is due; the number of orders it woke. */
    public int poll() {
        int woken = 0;
        for (Waiting waiting : lease()) {
            if (hasActed(waiting)) {
                jdbi.useTransaction(tx -> wake(tx, waiting));
                woken++;
            }
        }
        if (woken > 0) {
            relay.deliverSoon();
        }
        return woken;
    }

    private List<Waiting> lease() {
        Instant now = clock.instant();
        return jdbi.inTransaction(tx -> {
            List<Waiting> due = tx.createQuery("""
                    select order_id, item_id, step, generation, task_queue, request, wait_since from step
                    where task_queue in (<queues>) and poll_at <= :now
                    order by poll_at limit :most for update skip locked""")
                    .bindList("queues", List.copyOf(adapters.keySet()))
                    .bind("now", now)
                    .bind("most", BATCH)
                    .map(ConstructorMapper.of(Waiting.class))
                    .list();
            due.forEach(waiting -> pollAgain(tx, waiting, Polling.next(waiting.waitSince(), now)));
            return due;
        });
    }

    private boolean hasActed(Waiting waiting) {
        StepRequest request = Json.read(waiting.request(), StepRequest.class);
        Adapter<?, ?> adapter = adapters.get(waiting.taskQueue());
        try {
            Presence presence = adapter == null ? Presence.UNCLEAR : probe(adapter, request);
            return presence == Presence.PRESENT || presence == Presence.ABSENT;
        } catch (RuntimeException e) {
            LOG.warn("step {} could not be looked at; it is tried again: {}", request.key(), e.toString());
            return false;
        }
    }

    private static <D> Presence probe(Adapter<D, ?> adapter, StepRequest request) {
        return adapter.probe(Calls.of(request, adapter));
    }

    private void wake(Handle tx, Waiting waiting) {
        pollAgain(tx, waiting, null);
        String tenant = tx.createQuery("select tenant from product_order where id = :id")
                .bind("id", waiting.orderId())
                .mapTo(String.class)
                .one();
        Wake wake = new Wake(waiting.itemId() + "/" + waiting.step());
        new Outbox(tx, clock.instant()).wake(waiting.orderId(), tenant, wake);
    }

    private static void pollAgain(Handle tx, Waiting waiting, @Nullable Instant at) {
        tx.createUpdate("""
                update step set poll_at = :at
                where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation""").bind("at", at).bindMethods(waiting.key()).execute();
    }
}
