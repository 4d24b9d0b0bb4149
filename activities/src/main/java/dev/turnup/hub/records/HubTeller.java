package dev.turnup.hub.records;

import dev.turnup.hub.HubStart;
import dev.turnup.order.TaskQueues;
import dev.turnup.relay.TenantWorkflow;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts or wakes the workflows of subscriptions for which something is due and nobody looks. Doing it twice does no harm. */
public final class HubTeller {
    private static final Logger LOG = LoggerFactory.getLogger(HubTeller.class);
    private static final int IN_FLIGHT = 32;

    private final Jdbi jdbi;
    private final WorkflowClient client;
    private final InstantSource clock;

    public HubTeller(Jdbi jdbi, WorkflowClient client, InstantSource clock) {
        this.jdbi = jdbi;
        this.client = client;
        this.clock = clock;
    }

    /** How many were told. */
    public int tell() {
        int told = 0;
        for (List<HubStart> next = untold(); !next.isEmpty(); next = untold()) {
            int now = tell(next);
            told += now;
            if (now < next.size()) {
                break; // Temporal is away, or another process is quicker
            }
        }
        return told;
    }

    private List<HubStart> untold() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, tenant from hub_subscription
                        where state = 'active' and (busy_until is null or busy_until < :now)
                            and (retry_at is null or retry_at <= :now)
                            and id in (select subscription_id from hub_delivery where dead_at is null and due_at <= :now)
                        order by id limit :most""")
                .bind("now", clock.instant())
                .bind("most", IN_FLIGHT)
                .map(ConstructorMapper.of(HubStart.class))
                .list());
    }

    private int tell(List<HubStart> subscriptions) {
        AtomicInteger told = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            subscriptions.forEach(subscription -> threads.submit(() -> {
                if (isTold(subscription)) {
                    told.incrementAndGet();
                }
            }));
        }
        return told.get();
    }

    private boolean isTold(HubStart subscription) {
        if (!claim(subscription.id())) {
            return false;
        }
        try {
            client.newUntypedWorkflowStub(
                            "Hub",
                            TenantWorkflow.options(
                                            subscription.workflowId(),
                                            subscription.tenant(),
                                            "active",
                                            "Events to a subscriber of " + subscription.tenant())
                                    .setTaskQueue(TaskQueues.HUB)
                                    .build())
                    .signalWithStart("look", new Object[] {}, new Object[] {subscription});
            return true;
        } catch (RuntimeException e) {
            LOG.warn("subscription {} was not told; it is tried again: {}", subscription.id(), e.toString());
            jdbi.useExtension(HubTable.class, table -> table.busy(subscription.id(), null));
            return false;
        }
    }

    /** Before it is told, so that a workflow which is done in no time has the last word. */
    private boolean claim(String id) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update hub_subscription set busy_until = :until
                                where id = :id and (busy_until is null or busy_until < :now)""")
                        .bind("until", now.plus(HubSender.SILENT))
                        .bind("now", now)
                        .bind("id", id)
                        .execute())
                == 1;
    }
}
