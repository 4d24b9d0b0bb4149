package dev.turnup.locationcheck;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One list of sites, until every row has its answer or nobody wants them any more. */
@WorkflowInterface
public interface LocationCheckWorkflow {

    @WorkflowMethod(name = "LocationCheck")
    CheckEnd run(CheckStart start);
}
