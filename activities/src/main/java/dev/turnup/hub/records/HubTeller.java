package dev.turnup.hub.records;

import dev.turnup.hub.HubStart;
import dev.turnup.order.TaskQueues;
import dev.turnup.relay.Telling;
import dev.turnup.relay.TenantWorkflow;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Starts or wakes the workflows of subscriptions for which something is due and nobody looks. Doing it twice does no harm. */
public final class HubTeller {
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
        return new Telling<>(this::untold, this::isTold, HubStart::workflowId).tell();
    }

    private List<HubStart> untold(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, tenant from hub_subscription
                        where state = 'active' and (busy_until is null or busy_until < :now)
                            and (retry_at is null or retry_at <= :now)
                            and id in (select subscription_id from hub_delivery where dead_at is null and due_at <= :now)
                        order by id limit :most""")
                .bind("now", clock.instant())
                .bind("most", most)
                .map(ConstructorMapper.of(HubStart.class))
                .list());
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
            jdbi.useExtension(HubTable.class, table -> table.busy(subscription.id(), null));
            throw e;
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
