package dev.turnup.locationcheck.records;

import dev.turnup.locationcheck.file.Site;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores and cancels location checks, in the caller's transaction. The check's row says that Temporal has yet to be told. */
public final class CheckIntake {
    /** Of one tenant; a customer with more has them one after the other anyway. */
    public static final int MOST_OPEN = 20;

    private final CheckTable table;

    public CheckIntake(Handle tx) {
        this.table = tx.attach(CheckTable.class);
    }

    /** False where the tenant has too many open ones. */
    public boolean store(CheckRow check, List<Site> sites) {
        if (table.open(check.tenant()) >= MOST_OPEN) {
            return false;
        }
        table.add(check);
        table.addRows(check.id(), sites);
        return true;
    }

    /** False where it has ended before. */
    public boolean cancel(String id, String actor, @Nullable String reason, Instant now) {
        return table.cancel(id, actor, reason, now) == 1;
    }
}
