package dev.turnup.locationcheck.records;

import dev.turnup.database.OldRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Deletes checks that ended long ago, with what was asked in them: addresses are not kept longer than they are of use. */
public final class OldChecks {
    public static final Duration KEPT = Duration.ofDays(30);

    /** At a turn; each is up to 10,000 rows. */
    private static final int MOST = 20;

    private final Jdbi jdbi;
    private final InstantSource clock;

    public OldChecks(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** How many it deleted; where it is cut off in the middle of one, the next turn deletes the rest of it. */
    public int sweep() {
        List<String> old = jdbi.withExtension(
                CheckTable.class, table -> table.endedBefore(clock.instant().minus(KEPT), MOST));
        old.forEach(id -> {
            new OldRows(jdbi, "location_check_row", "n", "check_id = :id", Map.of("id", id)).delete();
            jdbi.useExtension(CheckTable.class, table -> table.delete(id));
        });
        return old.size();
    }
}
