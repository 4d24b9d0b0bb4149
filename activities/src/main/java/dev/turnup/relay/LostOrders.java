package dev.turnup.relay;

import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import dev.turnup.journal.Fallouts;
import dev.turnup.journal.OrderStates;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderState;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.step.FailureCode;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares open orders with Temporal: one whose workflow is missing, terminated or failed goes to fallout. */
public final class LostOrders {
    private static final Logger LOG = LoggerFactory.getLogger(LostOrders.class);
    /** Ten thousand open orders are seen once in about a quarter of an hour by one process. */
    private static final int BATCH = 300;

    /** An order that was seen so lately is left alone; also the time that a start may take. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final WorkflowClient client;
    private final InstantSource clock;

    public LostOrders(Jdbi jdbi, WorkflowClient client, InstantSource clock) {
        this.jdbi = jdbi;
        this.client = client;
        this.clock = clock;
    }

    private record Open(String id, String tenant) {}

    /** Looks at the open orders that were not looked at for longest; the number of lost ones it found. */
    public int sweep() {
        int lost = 0;
        for (Open order : unseen()) {
            Optional<String> why = whyLost(order);
            why.ifPresent(reason -> jdbi.useTransaction(tx -> toFallout(tx, order, reason)));
            lost += why.isPresent() ? 1 : 0;
        }
        return lost;
    }

    private List<Open> unseen() {
        Instant now = clock.instant();
        return jdbi.inTransaction(tx -> {
            List<Open> open = tx.createQuery("""
                    select id, tenant from product_order o
                    where state in ('acknowledged', 'inProgress', 'pending', 'held', 'assessingCancellation', 'pendingCancellation')
                    and (checked_at < :before or (checked_at is null and created_at < :before))
                    and not exists (select 1 from outbox where order_id = o.id and kind in ('start', 'restart'))
                    order by checked_at limit :most for update skip locked""")
                    .bind("before", now.minus(FRESH))
                    .bind("most", BATCH)
                    .map(ConstructorMapper.of(Open.class))
                    .list();
            if (!open.isEmpty()) {
                tx.createUpdate("update product_order set checked_at = :now where id in (<ids>)")
                        .bind("now", now)
                        .bindList("ids", open.stream().map(Open::id).toList())
                        .execute();
            }
            return open;
        });
    }

    private Optional<String> whyLost(Open order) {
        try {
            WorkflowExecutionStatus status = client.newUntypedWorkflowStub(OrderStart.workflowId(order.id()))
                    .describe()
                    .getStatus();
            return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                            || status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_PAUSED
                    ? Optional.empty()
                    : Optional.of("its workflow is " + name(status));
        } catch (WorkflowNotFoundException e) {
            return Optional.of("Temporal has no workflow of it");
        } catch (RuntimeException e) {
            LOG.warn("order {} could not be compared with Temporal: {}", order.id(), e.toString());
            return Optional.empty();
        }
    }

    private static String name(WorkflowExecutionStatus status) {
        return status.name().substring("WORKFLOW_EXECUTION_STATUS_".length()).toLowerCase(Locale.ROOT);
    }

    private void toFallout(Handle tx, Open order, String reason) {
        int changed = tx.createUpdate("""
                update product_order set checked_at = :now
                where id = :id and ended_at is null
                and not exists (select 1 from fallout where order_id = :id and item_id = '' and open_key is not null)""")
                .bind("now", clock.instant())
                .bind("id", order.id())
                .execute();
        if (changed == 1) {
            Failure failure = new Failure("", FailureCode.WORKFLOW_LOST, reason);
            new Fallouts(tx).openForOrder(order.tenant(), order.id(), failure, clock.instant());
            List<Event> events = new ArrayList<>(OrderStates.change(tx, order.id(), OrderState.held));
            events.add(new Event("failure", "", failure));
            Events.append(tx, order.id(), clock.instant(), events);
        }
    }
}
