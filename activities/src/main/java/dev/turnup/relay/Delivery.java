package dev.turnup.relay;

import dev.turnup.Json;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.Decision;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderState;
import dev.turnup.order.OrderWorkflow;
import dev.turnup.order.QueueNotice;
import dev.turnup.order.Wake;
import dev.turnup.relay.Undelivered.Message;
import io.grpc.Context;
import io.grpc.Deadline;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Temporal one thing. Every way of telling it may be repeated. */
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** An update is accepted by a worker; without one it is tried again later. */
    private static final long ANSWER_SECONDS = 10;

    private final WorkflowClient client;
    private final Jdbi jdbi;
    private final Undelivered undelivered;
    private final InstantSource clock;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("deadlines").factory());

    public Delivery(WorkflowClient client, Jdbi jdbi, InstantSource clock) {
        this.client = client;
        this.jdbi = jdbi;
        this.undelivered = new Undelivered(jdbi);
        this.clock = clock;
    }

    /** Returns when Temporal has it, or when it concerns nobody any more; throws when it has to be tried again. */
    void deliver(Message message) {
        OrderStart order = new OrderStart(message.orderId(), message.tenant());
        switch (message.kind()) {
            case "start" -> start(order, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE);
            case "restart" -> start(order, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);
            case "cancel" -> cancel(order, message, Json.read(message.content(), CancelRequest.class));
            case "decide" -> update(message, Json.read(message.content(), Decision.class));
            case "notice" -> update(message, Json.read(message.content(), QueueNotice.class));
            case "wake" -> update(message, Json.read(message.content(), Wake.class));
            default -> throw new IllegalStateException("nothing delivers " + message.kind());
        }
    }

    private void start(OrderStart order, WorkflowIdReusePolicy reuse) {
        OrderWorkflow workflow = client.newWorkflowStub(OrderWorkflow.class, options(order, reuse));
        try {
            WorkflowClient.start(workflow::run, order);
        } catch (WorkflowExecutionAlreadyStarted e) {
            return; // told before
        }
    }

    private static WorkflowOptions options(OrderStart order, WorkflowIdReusePolicy reuse) {
        return TenantWorkflow.options(
                        OrderStart.workflowId(order.orderId()),
                        order.tenant(),
                        OrderState.inProgress.name(),
                        "Order " + order.orderId() + " of " + order.tenant())
                .setWorkflowIdReusePolicy(reuse)
                .setDisableEagerExecution(false)
                .build();
    }

    /** An order that has yet to begin is begun for its cancel, which comes before everything else there. */
    private void cancel(OrderStart order, Message message, CancelRequest request) {
        try {
            update(message, request);
        } catch (WorkflowNotFoundException e) {
            if (!undelivered.hasStart(order.orderId())) {
                throw e;
            }
            startWith(order, message, request);
        }
        undelivered.dropStart(order.orderId());
    }

    private void startWith(OrderStart order, Message message, CancelRequest request) {
        WorkflowOptions options =
                options(order, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE).toBuilder()
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .build();
        WorkflowStub workflow = WorkflowStub.fromTyped(client.newWorkflowStub(OrderWorkflow.class, options));
        send(message, update -> workflow.startUpdateWithStart(update, new Object[] {request}, new Object[] {order}));
    }

    private void update(Message message, Object content) {
        WorkflowStub workflow = client.newUntypedWorkflowStub(OrderStart.workflowId(message.orderId()));
        try {
            send(message, update -> workflow.startUpdate(update, content));
        } catch (WorkflowNotFoundException e) {
            if (!tooLate(message)) {
                throw e; // its start is still on the way, or the order is lost and will be found
            }
        }
    }

    private void send(Message message, Consumer<UpdateOptions<Void>> update) {
        UpdateOptions<Void> options = UpdateOptions.newBuilder(Void.class)
                .setUpdateName(message.kind())
                .setUpdateId(message.id())
                .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                .build();
        try {
            Context.current()
                    .withDeadline(Deadline.after(ANSWER_SECONDS, TimeUnit.SECONDS), deadlines)
                    .run(() -> update.accept(options));
        } catch (WorkflowUpdateException e) {
            LOG.warn("order {} refuses {} {}: {}", message.orderId(), message.kind(), message.id(), e.toString());
        }
    }

    /** The order ended before it was told: a cancel is answered then, and everything else has become needless. */
    private boolean tooLate(Message message) {
        return jdbi.inTransaction(tx -> {
            String state = tx.createQuery("select state from product_order where id = :id")
                    .bind("id", message.orderId())
                    .mapTo(String.class)
                    .one();
            tx.createUpdate("""
                    update cancel_order set state = :answer, decided_at = :now, message = :message
                    where order_id = :order and decided_at is null and :ended""")
                    .bind("answer", state.equals(OrderState.cancelled.name()) ? "done" : "terminatedWithError")
                    .bind("now", clock.instant())
                    .bind("message", "The order had ended before: it is " + state + ".")
                    .bind("order", message.orderId())
                    .bind("ended", OrderState.valueOf(state).isFinal())
                    .execute();
            return OrderState.valueOf(state).isFinal();
        });
    }
}
