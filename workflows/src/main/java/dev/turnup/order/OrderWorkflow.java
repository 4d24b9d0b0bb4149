package dev.turnup.order;

import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One order, from its acknowledgement to its end. Every update takes one record, as the Temporal UI sends it. */
@WorkflowInterface
public interface OrderWorkflow {

    @WorkflowMethod(name = "Order")
    OrderEnd run(OrderStart start);

    @UpdateMethod(description = "Cancel the order. After its commit this is refused.")
    void cancel(CancelRequest request);

    @UpdateValidatorMethod(updateName = "cancel")
    void mayCancel(CancelRequest request);

    @UpdateMethod(description = "Decide about a step in fallout: RETRY, RETRY_CHANGED, SKIP, CANCEL or ACCEPT.")
    void decide(Decision decision);

    @UpdateValidatorMethod(updateName = "decide")
    void mayDecide(Decision decision);

    @UpdateMethod(description = "Tell a waiting step, named as item/step, that its party has acted.")
    void wake(Wake wake);

    @UpdateMethod(description = "Show or no longer show that a task queue has no worker; nothing else follows from it.")
    void notice(QueueNotice notice);
}
