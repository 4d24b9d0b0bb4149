package dev.turnup.protocol;

import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.records.BillRunReads;
import dev.turnup.billrun.records.BillRunReads.BillRunRow;
import java.util.List;

/** One bill run of the laboratory. */
final class PlacedBillRun {
    private final OrderLab lab;
    private final Path path;
    private final BillRunStart run;
    private final WorkflowRuns runs;

    PlacedBillRun(OrderLab lab, Path path, BillRunStart run) {
        this.lab = lab;
        this.path = path;
        this.run = run;
        this.runs = new WorkflowRuns(lab, run.workflowId());
    }

    PlacedBillRun told() {
        lab.tellBillRuns();
        return seen();
    }

    /** Its present workflow is another one than before. */
    PlacedBillRun seen() {
        runs.seeNew();
        return this;
    }

    PlacedBillRun loseWorkflow() {
        runs.lose();
        return this;
    }

    PlacedBillRun cancelInTemporal() {
        runs.cancel();
        lab.until(() -> !runs.isRunning(), this::story);
        return this;
    }

    PlacedBillRun untilRetrying() {
        lab.until(runs::isRetrying, this::story);
        return this;
    }

    PlacedBillRun untilDone() {
        lab.until(() -> row().state().isFinal(), this::story);
        return this;
    }

    PlacedBillRun ends() {
        untilDone();
        lab.until(() -> runs.isCompleted(), this::story);
        Histories.tell(path, histories());
        return this;
    }

    BillRunRow row() {
        return lab.jdbi()
                .withExtension(BillRunReads.class, reads -> reads.find(run.period()))
                .orElseThrow();
    }

    List<Run> histories() {
        return runs.histories();
    }

    private String story() {
        return row() + " " + runs.status();
    }
}
