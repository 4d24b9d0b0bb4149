package dev.turnup.locationcheck.records;

import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.CheckState;
import dev.turnup.locationcheck.LocationCheckWorkflow;
import dev.turnup.relay.TenantWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the workflows of checks that Temporal has yet to be told of. Telling twice does no harm. */
public final class CheckTeller {
    private static final Logger LOG = LoggerFactory.getLogger(CheckTeller.class);
    private static final int IN_FLIGHT = 32;

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
        int told = 0;
        for (List<CheckStart> next = untold(); !next.isEmpty(); next = untold()) {
            int now = tell(next);
            told += now;
            if (now < next.size()) {
                break; // Temporal is away
            }
        }
        return told;
    }

    private List<CheckStart> untold() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, tenant from location_check
                        where state in ('acknowledged', 'inProgress') and told_at is null
                        order by created_at limit :most""")
                .bind("most", IN_FLIGHT)
                .map(ConstructorMapper.of(CheckStart.class))
                .list());
    }

    private int tell(List<CheckStart> checks) {
        AtomicInteger told = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            checks.forEach(check -> threads.submit(() -> {
                if (isTold(check)) {
                    told.incrementAndGet();
                }
            }));
        }
        return told.get();
    }

    private boolean isTold(CheckStart check) {
        try {
            start(check);
            jdbi.useHandle(handle ->
                    handle.execute("update location_check set told_at = ? where id = ?", clock.instant(), check.id()));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("location check {} was not told; it is tried again: {}", check.id(), e.toString());
            return false;
        }
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
