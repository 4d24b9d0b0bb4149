package dev.turnup.hub.records;

import dev.turnup.database.OldRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Deletes dead letters that nobody wanted for long, and what was queued while its subscription was deleted. */
public final class OldDeliveries {
    public static final Duration KEPT = Duration.ofDays(30);

    private final Jdbi jdbi;
    private final InstantSource clock;

    public OldDeliveries(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** How many it deleted. */
    public int sweep() {
        return delete("dead_at < :before", Map.of("before", clock.instant().minus(KEPT)))
                + delete("subscription_id not in (select id from hub_subscription)", Map.of());
    }

    private int delete(String condition, Map<String, Instant> bound) {
        return new OldRows(jdbi, "hub_delivery", "id", condition, bound).delete();
    }
}
