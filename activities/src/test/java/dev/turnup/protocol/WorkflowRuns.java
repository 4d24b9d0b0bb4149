package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;

/** The workflow of one thing of the laboratory, and its runs as far as the test has seen them begin. */
final class WorkflowRuns {
    private final WorkflowClient client;
    private final String workflowId;
    private final List<String> runs = new ArrayList<>();

    WorkflowRuns(OrderLab lab, String workflowId) {
        this.client = lab.client();
        this.workflowId = workflowId;
    }

    void see() {
        String run = stub().describe().getExecution().getRunId();
        if (!runs.contains(run)) {
            runs.add(run);
        }
    }

    /** Its present run is another one than before. */
    void seeNew() {
        int before = runs.size();
        see();
        assertThat(runs).hasSize(before + 1);
    }

    /** Ends it as an operator of Temporal can. */
    void lose() {
        stub().terminate("as the test says");
    }

    void cancel() {
        stub().cancel();
    }

    WorkflowExecutionStatus status() {
        return stub().describe().getStatus();
    }

    boolean isRunning() {
        return status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    boolean isCompleted() {
        return status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
    }

    /** Whether an activity is tried again. */
    boolean isRetrying() {
        return pending().stream().anyMatch(activity -> activity.getAttempt() > 1);
    }

    /** Activities that are under way or about to be tried again. */
    List<PendingActivityInfo> pending() {
        return client.getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setExecution(stub().describe().getExecution())
                        .build())
                .getPendingActivitiesList();
    }

    /** Oldest first. */
    List<Run> histories() {
        return runs.stream()
                .flatMap(first -> Run.of(client, workflowId, first).stream())
                .toList();
    }

    private WorkflowStub stub() {
        return client.newUntypedWorkflowStub(workflowId);
    }
}
