package dev.turnup.hub;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Sends events to one subscriber while any wait: again and again, with longer and longer pauses, for days. */
@WorkflowInterface
public interface HubWorkflow {

    @WorkflowMethod(name = "Hub")
    void run(HubStart start);

    /** There is something new, or somebody wants it sent now. */
    @SignalMethod
    void look();
}
