package dev.turnup.billrun.records;

import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.BillRunState;
import dev.turnup.billrun.BillRunWorkflow;
import dev.turnup.intake.Caller;
import dev.turnup.relay.TenantWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Starts the workflows of runs that Temporal has yet to be told of. Telling twice does no harm. */
public final class BillRunTeller {
    /** A run that has not gone on for so long may have lost its workflow. */
    private static final Duration SILENT = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final WorkflowClient client;
    private final InstantSource clock;

    public BillRunTeller(Jdbi jdbi, WorkflowClient client, InstantSource clock) {
        this.jdbi = jdbi;
        this.client = client;
        this.clock = clock;
    }

    /** How many were told; throws where Temporal is away. */
    public int tell() {
        List<String> untold = jdbi.withExtension(BillRunTable.class, BillRunTable::untold);
        untold.forEach(period -> {
            start(new BillRunStart(period));
            jdbi.useExtension(BillRunTable.class, table -> table.told(period, clock.instant()));
        });
        return untold.size();
    }

    private void start(BillRunStart run) {
        BillRunWorkflow workflow = client.newWorkflowStub(
                BillRunWorkflow.class,
                TenantWorkflow.options(
                                run.workflowId(),
                                Caller.PROVIDER,
                                BillRunState.inProgress.name(),
                                "Bills of " + run.period())
                        .build());
        try {
            WorkflowClient.start(workflow::run, run);
        } catch (WorkflowExecutionAlreadyStarted e) {
            return; // told before, and at work
        }
    }

    /** Tells those anew that have not gone on for long: their workflows may be lost. */
    public int sweep() {
        return jdbi.withExtension(
                BillRunTable.class, table -> table.tellAnew(clock.instant().minus(SILENT)));
    }
}
