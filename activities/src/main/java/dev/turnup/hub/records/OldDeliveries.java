package dev.turnup.hub.records;

import java.time.Duration;
import java.time.InstantSource;
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
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from hub_delivery
                        where dead_at < :before or subscription_id not in (select id from hub_subscription)""")
                .bind("before", clock.instant().minus(KEPT))
                .execute());
    }
}
