package dev.turnup.billrun;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The bills of one month, until every tenant has its own. */
@WorkflowInterface
public interface BillRunWorkflow {

    @WorkflowMethod(name = "BillRun")
    BillRunLook run(BillRunStart start);
}
