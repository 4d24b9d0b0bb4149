package dev.turnup.order;

import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs an order in a scope of its own, so that no cancellation from outside races the order's own undo. */
public class OrderWorkflowImpl implements OrderWorkflow {
    private final OrderStart start;
    private final Inbox inbox = new Inbox();

    @WorkflowInit
    public OrderWorkflowImpl(OrderStart start) {
        this.start = start.with(List.of());
        start.decisions().forEach(inbox::put);
    }

    @Override
    public OrderEnd run(OrderStart input) {
        CancellationScope root = CancellationScope.current();
        CompletablePromise<OrderState> end = Workflow.newPromise();
        Workflow.newDetachedCancellationScope(() -> end.complete(fulfil(root))).run();
        Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
                .run();
        if (!end.get().isFinal()) {
            Workflow.continueAsNew(start.with(inbox.decisions()));
        }
        if (root.isCancelRequested() && end.get() == OrderState.cancelled) {
            throw new CanceledFailure("The order is cancelled; nothing of it is left but what its report says.");
        }
        return new OrderEnd(start.orderId(), end.get());
    }

    private OrderState fulfil(CancellationScope root) {
        Database database = new Database();
        OrderLoad load = database.load(start);
        if (load.state().isFinal()) {
            return load.state();
        }
        return new OrderRun(start, load, inbox, root, database).run();
    }

    @Override
    public void cancel(CancelRequest request) {
        inbox.put(request);
    }

    @Override
    public void mayCancel(CancelRequest request) {
        requireActor(request.actor(), request.reason());
    }

    private static void requireActor(@Nullable String actor, @Nullable String reason) {
        if (actor == null || actor.isBlank() || reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("actor and reason are needed: who wants it, and why");
        }
    }

    @Override
    public void decide(Decision decision) {
        inbox.put(decision);
    }

    @Override
    public void mayDecide(Decision decision) {
        requireActor(decision.actor(), decision.reason());
        if (decision.step() == null || decision.action() == null || decision.action() == Decision.Action.UNKNOWN) {
            throw new IllegalArgumentException(
                    "step is item/step, action is one of RETRY, RETRY_CHANGED, SKIP, CANCEL and ACCEPT");
        }
        if (decision.input() != null && !decision.takesInput()) {
            throw new IllegalArgumentException(decision.action() + " takes no input; RETRY_CHANGED does");
        }
    }

    @Override
    public void wake(Wake wake) {
        inbox.put(wake);
    }

    @Override
    public void notice(QueueNotice notice) {
        inbox.put(notice);
    }
}
