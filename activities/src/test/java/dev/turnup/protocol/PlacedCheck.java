package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.intake.Scope;
import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.records.CheckIntake;
import dev.turnup.locationcheck.records.CheckReads;
import dev.turnup.locationcheck.records.CheckReads.AnsweredRow;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;

/** One location check of the laboratory. */
final class PlacedCheck {
    private final OrderLab lab;
    private final Path path;
    private final CheckStart check;
    private final List<String> runs = new ArrayList<>();

    PlacedCheck(OrderLab lab, Path path, CheckStart check) {
        this.lab = lab;
        this.path = path;
        this.check = check;
    }

    // what is done to it

    PlacedCheck told() {
        lab.tellChecks();
        return seen();
    }

    /** Its present workflow is another one than before. */
    PlacedCheck seen() {
        runs.add(stub().describe().getExecution().getRunId());
        assertThat(runs).doesNotHaveDuplicates();
        return this;
    }

    /** So many times its rows are answered and nobody hears of it. */
    PlacedCheck losing(int answers) {
        lab.checks.lose(check.id(), answers);
        return this;
    }

    PlacedCheck cancel() {
        assertThat(lab.jdbi()
                        .<Boolean, RuntimeException>inTransaction(
                                tx -> new CheckIntake(tx).cancel(check.id(), "carl", "rain", lab.clock.instant())))
                .isTrue();
        return this;
    }

    PlacedCheck cancelInTemporal() {
        stub().cancel();
        return this;
    }

    PlacedCheck loseWorkflow() {
        stub().terminate("as the test says");
        return this;
    }

    PlacedCheck untilRetrying() {
        lab.until(() -> pending() > 1, this::story);
        return this;
    }

    PlacedCheck until(String state) {
        lab.until(() -> row().state().name().equals(state), this::story);
        return this;
    }

    PlacedCheck ends(String state) {
        until(state);
        lab.until(() -> status() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING, this::story);
        Histories.tell(path, histories());
        return this;
    }

    // what is known of it

    CheckRow row() {
        return reads().find(new Scope(OrderLab.TENANT, false), check.id()).orElseThrow();
    }

    List<AnsweredRow> answers() {
        return reads().answers(check.id(), 0, 20_000);
    }

    WorkflowExecutionStatus status() {
        return stub().describe().getStatus();
    }

    List<Run> histories() {
        return runs.stream()
                .flatMap(first -> Run.of(lab.client(), check.workflowId(), first).stream())
                .toList();
    }

    private CheckReads reads() {
        return lab.jdbi().onDemand(CheckReads.class);
    }

    /** The attempt at which its pending activity is; 0 without one. */
    private int pending() {
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
        return lab.client().newUntypedWorkflowStub(check.workflowId());
    }

    private String story() {
        return row() + " " + status();
    }
}
