package dev.turnup.bench;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The engine's own ceiling: a workflow that does nothing. */
@WorkflowInterface
public interface EmptyWorkflow {

    @WorkflowMethod(name = "Empty")
    void run();

    /** Does nothing. */
    class Nothing implements EmptyWorkflow {
        @Override
        public void run() {}
    }
}
