package dev.turnup.port.inventory;

import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepKey;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Units that stay taken while nothing passes: the key of the step that suspended them is in {@code suspended_by}. */
final class Suspensions {
    private final String table;

    Suspensions(String table) {
        this.table = table;
    }

    /** @param which SQL over the table's columns, with named parameters */
    void suspend(Handle tx, String which, Map<String, ?> parameters, StepKey key) {
        int suspended = tx.createUpdate("update " + table + " set suspended_by = :key where " + which
                        + " and owner is not null and suspended_by is null")
                .bindMap(parameters)
                .bind("key", key.toString())
                .execute();
        if (suspended == 0) {
            throw new StepFailure(FailureCode.RECEIPT_MISMATCH, "it is not in service, or is suspended already");
        }
    }

    void end(Handle tx, String key) {
        tx.createUpdate("update " + table + " set suspended_by = null where suspended_by = :key")
                .bind("key", key)
                .execute();
    }

    boolean isThere(Handle tx, String key) {
        return tx.createQuery("select count(*) from " + table + " where suspended_by = :key")
                        .bind("key", key)
                        .mapTo(int.class)
                        .one()
                > 0;
    }
}
