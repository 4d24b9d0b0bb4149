package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.records.BillRunReads;
import dev.turnup.billrun.records.BillRunReads.BillRunRow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;

/** One bill run of the laboratory. */
final class PlacedBillRun {
    private final OrderLab lab;
    private final Path path;
    private final BillRunStart run;
    private final List<String> runs = new ArrayList<>();

    PlacedBillRun(OrderLab lab, Path path, BillRunStart run) {
        this.lab = lab;
        this.path = path;
        this.run = run;
    }

    PlacedBillRun told() {
        lab.tellBillRuns();
        return seen();
    }

    /** Its present workflow is another one than before. */
    PlacedBillRun seen() {
        runs.add(stub().describe().getExecution().getRunId());
        assertThat(runs).doesNotHaveDuplicates();
        return this;
    }

    PlacedBillRun loseWorkflow() {
        stub().terminate("as the test says");
        return this;
    }

    PlacedBillRun cancelInTemporal() {
        stub().cancel();
        lab.until(() -> status() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING, this::story);
        return this;
    }

    PlacedBillRun untilRetrying() {
        lab.until(() -> attempt() > 1, this::story);
        return this;
    }

    PlacedBillRun untilDone() {
        lab.until(() -> row().state().isFinal(), this::story);
        return this;
    }

    PlacedBillRun ends() {
        untilDone();
        lab.until(() -> status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED, this::story);
        Histories.tell(path, histories());
        return this;
    }

    BillRunRow row() {
        return lab.jdbi()
                .withExtension(BillRunReads.class, reads -> reads.find(run.period()))
                .orElseThrow();
    }

    List<Run> histories() {
        return runs.stream()
                .flatMap(first -> Run.of(lab.client(), run.workflowId(), first).stream())
                .toList();
    }

    private WorkflowExecutionStatus status() {
        return stub().describe().getStatus();
    }

    private int attempt() {
        return lab
                .client()
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(lab.client().getOptions().getNamespace())
                        .setExecution(stub().describe().getExecution())
                        .build())
                .getPendingActivitiesList()
                .stream()
                .mapToInt(activity -> activity.getAttempt())
                .max()
                .orElse(0);
    }

    private WorkflowStub stub() {
        return lab.client().newUntypedWorkflowStub(run.workflowId());
    }

    private String story() {
        return row() + " " + status();
    }
}
