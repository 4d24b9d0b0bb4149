package dev.turnup.window;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One event window, from its booking until everything is as it was before. */
@WorkflowInterface
public interface EventWindowWorkflow {

    @WorkflowMethod(name = "EventWindow")
    WindowEnd run(WindowStart start);

    @SignalMethod(description = "Look again: the window was extended or cancelled, or an order of it has ended.")
    void look();
}
