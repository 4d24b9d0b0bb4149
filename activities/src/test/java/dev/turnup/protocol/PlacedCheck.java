package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.intake.Scope;
import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.records.CheckIntake;
import dev.turnup.locationcheck.records.CheckReads;
import dev.turnup.locationcheck.records.CheckReads.AnsweredRow;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.List;

/** One location check of the laboratory. */
final class PlacedCheck {
    private final OrderLab lab;
    private final Path path;
    private final CheckStart check;
    private final WorkflowRuns runs;

    PlacedCheck(OrderLab lab, Path path, CheckStart check) {
        this.lab = lab;
        this.path = path;
        this.check = check;
        this.runs = new WorkflowRuns(lab, check.workflowId());
    }

    // what is done to it

    PlacedCheck told() {
        lab.tellChecks();
        return seen();
    }

    /** Its present workflow is another one than before. */
    PlacedCheck seen() {
        runs.seeNew();
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
        runs.cancel();
        return this;
    }

    PlacedCheck loseWorkflow() {
        runs.lose();
        return this;
    }

    PlacedCheck untilRetrying() {
        lab.until(runs::isRetrying, this::story);
        return this;
    }

    PlacedCheck until(String state) {
        lab.until(() -> row().state().name().equals(state), this::story);
        return this;
    }

    PlacedCheck ends(String state) {
        until(state);
        lab.until(() -> !runs.isRunning(), this::story);
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
        return runs.status();
    }

    List<Run> histories() {
        return runs.histories();
    }

    private CheckReads reads() {
        return lab.jdbi().onDemand(CheckReads.class);
    }

    private String story() {
        return row() + " " + runs.status();
    }
}
