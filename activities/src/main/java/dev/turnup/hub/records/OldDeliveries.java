package dev.turnup.hub.records;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Deletes dead letters that nobody wanted for long, and what was queued while its subscription was deleted. */
public final class OldDeliveries {
    public static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 1_000;

    private final Jdbi jdbi;
    private final InstantSource clock;

    public OldDeliveries(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** How many it deleted; so many at a time that no statement takes long. */
    public int sweep() {
        return sweep("dead_at < :before order by dead_at")
                + sweep("subscription_id not in (select id from hub_subscription)");
    }

    private int sweep(String which) {
        int all = 0;
        for (List<Long> ids = some(which); !ids.isEmpty(); ids = some(which)) {
            List<Long> old = ids;
            all += jdbi.withHandle(handle -> handle.createUpdate("delete from hub_delivery where id in (<ids>)")
                    .bindList("ids", old)
                    .execute());
        }
        return all;
    }

    private List<Long> some(String which) {
        Instant before = clock.instant().minus(KEPT);
        return jdbi.withHandle(
                handle -> handle.createQuery("select id from hub_delivery where " + which + " limit :batch")
                        .bindMap(Map.of("before", before, "batch", BATCH))
                        .mapTo(Long.class)
                        .list());
    }
}
