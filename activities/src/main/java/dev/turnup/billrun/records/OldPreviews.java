package dev.turnup.billrun.records;

import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** Deletes what customers had made to look at: bills on demand count nowhere, and can be made again. */
public final class OldPreviews {
    public static final Duration KEPT = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final InstantSource clock;

    public OldPreviews(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** How many it deleted. */
    public int sweep() {
        return jdbi.withHandle(handle -> handle.execute(
                "delete from bill_on_demand where created_at < ?",
                clock.instant().minus(KEPT)));
    }
}
