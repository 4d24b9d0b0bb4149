package dev.turnup.relay;

import com.google.protobuf.util.Timestamps;
import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import dev.turnup.order.QueueNotice;
import dev.turnup.step.StepKey;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices task queues on which steps wait and nobody polls. That is a wait, and no failure: the orders concerned say so, and
 * go on by themselves when a worker is back.
 */
public final class QueueWatch {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);
    /** A step that a worker has is done or has failed by then; with the watch's own pause it is seen within a minute. */
    private static final Duration USUAL = Duration.ofSeconds(20);

    /** Pollers come back every minute at the latest. */
    private static final Duration POLLED_LATELY = Duration.ofSeconds(75);

    private final Jdbi jdbi;
    private final WorkflowClient client;
    private final Relay relay;
    private final InstantSource clock;
    private volatile Set<String> missing = Set.of();

    public QueueWatch(Jdbi jdbi, WorkflowClient client, Relay relay, InstantSource clock) {
        this.jdbi = jdbi;
        this.client = client;
        this.relay = relay;
        this.clock = clock;
    }

    private record Waiting(
            String orderId, String tenant, String itemId, String step, int generation, String taskQueue) {
        StepKey key() {
            return new StepKey(orderId, itemId, step, generation);
        }
    }

    /** The queues that had no worker when this was looked at last. */
    public Set<String> missing() {
        return missing;
    }

    /** Looks once; the number of orders that were told. */
    public int watch() {
        Set<String> without = new TreeSet<>();
        int told = 0;
        for (String queue : queues()) {
            boolean polled = isPolled(queue);
            if (!polled) {
                without.add(queue);
            }
            told += tell(queue, polled);
        }
        told += withdraw();
        missing = Set.copyOf(without);
        if (told > 0) {
            relay.deliverSoon();
        }
        return told;
    }

    private List<String> queues() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select distinct task_queue from step where state = 'running' and started_at < :before""")
                .bind("before", clock.instant().minus(USUAL))
                .mapTo(String.class)
                .list());
    }

    private boolean isPolled(String queue) {
        Instant lately = clock.instant().minus(POLLED_LATELY);
        return client
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                        .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                        .build())
                .getPollersList()
                .stream()
                .anyMatch(poller -> Instant.ofEpochMilli(Timestamps.toMillis(poller.getLastAccessTime()))
                        .isAfter(lately));
    }

    /** A step that has gone on before this was looked at again waits for no worker. */
    private int withdraw() {
        return jdbi.inTransaction(tx -> {
            List<Waiting> steps =
                    tx.createQuery("""
                    select s.order_id, o.tenant, s.item_id, s.step, s.generation, s.task_queue
                    from step s join product_order o on o.id = s.order_id
                    where s.state <> 'running' and s.jeopardy_at is not null""").map(ConstructorMapper.of(Waiting.class)).list();
            steps.forEach(step -> tell(tx, step, null, clock.instant()));
            return steps.size();
        });
    }

    /** Tells the orders that don't know it yet. */
    private int tell(String queue, boolean polled) {
        Instant now = clock.instant();
        return jdbi.inTransaction(tx -> {
            List<Waiting> steps = tx.createQuery("""
                    select s.order_id, o.tenant, s.item_id, s.step, s.generation, s.task_queue
                    from step s join product_order o on o.id = s.order_id
                    where s.state = 'running' and s.task_queue = :queue and s.started_at < :before
                    and (s.jeopardy_at is not null) = :told""")
                    .bind("queue", queue)
                    .bind("before", now.minus(USUAL))
                    .bind("told", polled)
                    .map(ConstructorMapper.of(Waiting.class))
                    .list();
            steps.forEach(step -> tell(tx, step, polled ? null : now, now));
            return steps.size();
        });
    }

    private static void tell(Handle tx, Waiting step, @Nullable Instant missingSince, Instant now) {
        boolean missing = missingSince != null;
        int changed = tx.createUpdate("""
                update step set jeopardy_at = :at
                where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation
                and (jeopardy_at is null) = :news""")
                .bind("at", missingSince)
                .bind("news", missing)
                .bindMethods(step.key())
                .execute();
        if (changed == 0) {
            return; // another process was quicker
        }
        LOG.warn(
                "step {}: {}", step.key(), missing ? "no worker polls " + step.taskQueue() : "a worker is there again");
        new Outbox(tx, now).notice(step.orderId(), step.tenant(), new QueueNotice(step.taskQueue(), missingSince));
        Event event = new Event(
                "jeopardy",
                step.itemId() + "/" + step.step(),
                Map.of("taskQueue", step.taskQueue(), "missing", missing));
        Events.append(tx, step.orderId(), now, List.of(event));
    }
}
