package dev.turnup.billrun.records;

import dev.turnup.database.OldRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
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
        Map<String, Instant> bound = Map.of("before", clock.instant().minus(KEPT));
        return new OldRows(jdbi, "bill_on_demand", "id", "created_at < :before", bound).delete();
    }
}
