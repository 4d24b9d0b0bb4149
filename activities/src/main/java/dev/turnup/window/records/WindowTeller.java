package dev.turnup.window.records;

import dev.turnup.relay.Telling;
import dev.turnup.relay.TenantWorkflow;
import dev.turnup.window.WindowStart;
import dev.turnup.window.WindowState;
import dev.turnup.window.WindowTimes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells windows' workflows what they have to look at, and starts those that aren't there. Telling twice does no harm. */
public final class WindowTeller {
    private static final Logger LOG = LoggerFactory.getLogger(WindowTeller.class);

    private final Jdbi jdbi;
    private final WorkflowClient client;
    private final InstantSource clock;

    public WindowTeller(Jdbi jdbi, WorkflowClient client, InstantSource clock) {
        this.jdbi = jdbi;
        this.client = client;
        this.clock = clock;
    }

    private record Untold(String id, String tenant, int version) {}

    /** Tells everything that is new; how many were told. */
    public int tell() {
        noticeEnded();
        return new Telling<>(this::untold, this::isTold, Untold::id).tell();
    }

    /** An order of a window has ended: its window learns it, each minute anew until it has gone on. */
    private void noticeEnded() {
        Instant now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update event_window set version = version + 1, checked_at = :now
                        where state in ('raising', 'returning') and exists (
                            select 1 from product_order o where o.id = waits_for and o.ended_at is not null
                                and (event_window.checked_at is null or event_window.checked_at < o.ended_at
                                    or event_window.checked_at < :before))
                            and (retry_at is null or retry_at < :before)""")
                .bind("now", now)
                .bind("before", now.minus(WindowTimes.LATE))
                .execute());
    }

    private List<Untold> untold(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, tenant, version from event_window where version > told
                        order by raise_at limit :most""")
                .bind("most", most)
                .map(ConstructorMapper.of(Untold.class))
                .list());
    }

    private boolean isTold(Untold window) {
        client.newUntypedWorkflowStub("EventWindow", options(window))
                .signalWithStart("look", new Object[] {}, new Object[] {new WindowStart(window.id(), window.tenant())});
        jdbi.useHandle(handle -> handle.execute(
                "update event_window set told = ? where id = ? and told < ?",
                window.version(),
                window.id(),
                window.version()));
        return true;
    }

    private static WorkflowOptions options(Untold window) {
        return TenantWorkflow.options(
                        window.id(), window.tenant(), WindowState.reserved.name(), "Event window of " + window.tenant())
                .build();
    }

    /**
     * Tells windows anew for which something has been due for a minute: their workflows may be lost. What waits for its order
     * may do so for weeks, and its end is noticed anyway: so it is told each time that the wait has doubled.
     */
    public int sweep() {
        Instant now = clock.instant();
        List<String> late = late();
        if (!late.isEmpty()) {
            LOG.warn(
                    "{} event windows are late, their returns are not confirmed; the first is {}",
                    late.size(),
                    late.getFirst());
        }
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update event_window set version = version + 1, checked_at = :now
                        where state in ('reserved', 'raising', 'raised', 'returning')
                            and coalesce(retry_at, cancelled_at, case state when 'reserved' then raise_at else end_at end)
                                < :before
                            and (checked_at is null or checked_at < :before)
                            and (checked_at is null or state in ('reserved', 'raised')
                                or cast(:now as timestamp with time zone) - checked_at
                                    >= checked_at - coalesce(retry_at, cancelled_at, end_at))""")
                .bind("now", now)
                .bind("before", now.minus(WindowTimes.LATE))
                .execute());
    }

    /** Windows whose products should be as before and are not known to be. */
    public List<String> late() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from event_window where state in ('raising', 'raised', 'returning')
                            and coalesce(cancelled_at, end_at) < :before order by end_at""")
                .bind("before", clock.instant().minus(WindowTimes.LATE))
                .mapTo(String.class)
                .list());
    }
}
