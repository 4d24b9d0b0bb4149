package dev.turnup.locationcheck.records;

import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.CheckState;
import dev.turnup.locationcheck.LocationCheckWorkflow;
import dev.turnup.relay.Telling;
import dev.turnup.relay.TenantWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Starts the workflows of checks that Temporal has yet to be told of. Telling twice does no harm. */
public final class CheckTeller {
    /** A check that has not gone on for so long may have lost its workflow. */
    private static final Duration SILENT = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final WorkflowClient client;
    private final InstantSource clock;

    public CheckTeller(Jdbi jdbi, WorkflowClient client, InstantSource clock) {
        this.jdbi = jdbi;
        this.client = client;
        this.clock = clock;
    }

    /** How many were told. */
    public int tell() {
        return new Telling<>(this::untold, this::isTold, CheckStart::workflowId).tell();
    }

    private List<CheckStart> untold(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, tenant from location_check
                        where state in ('acknowledged', 'inProgress') and told_at is null
                        order by created_at limit :most""")
                .bind("most", most)
                .map(ConstructorMapper.of(CheckStart.class))
                .list());
    }

    private boolean isTold(CheckStart check) {
        start(check);
        jdbi.useHandle(handle ->
                handle.execute("update location_check set told_at = ? where id = ?", clock.instant(), check.id()));
        return true;
    }

    private void start(CheckStart check) {
        LocationCheckWorkflow workflow = client.newWorkflowStub(
                LocationCheckWorkflow.class,
                TenantWorkflow.options(
                                check.workflowId(),
                                check.tenant(),
                                CheckState.inProgress.name(),
                                "Location check of " + check.tenant())
                        .build());
        try {
            WorkflowClient.start(workflow::run, check);
        } catch (WorkflowExecutionAlreadyStarted e) {
            return; // told before, and at work
        }
    }

    /** Tells those anew that have not gone on for long: their workflows may be lost. */
    public int sweep() {
        Instant before = clock.instant().minus(SILENT);
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                        update location_check set told_at = null
                        where state in ('acknowledged', 'inProgress') and told_at < :before and changed_at < :before""").bind("before", before).execute());
    }
}
