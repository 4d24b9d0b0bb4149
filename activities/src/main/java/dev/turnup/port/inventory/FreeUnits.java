package dev.turnup.port.inventory;

import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes rows of a table in which {@code owner} is null while a unit is free. Clients start at random places and skip what
 * others have locked, so they seldom meet; the unique owner keeps a retry from taking a second unit.
 */
public final class FreeUnits {
    private final String table;
    private final String id;
    private final String condition;

    /** @param condition SQL over the table's columns, with named parameters */
    public FreeUnits(String table, String id, String condition) {
        this.table = table;
        this.id = id;
        this.condition = condition;
    }

    /**
     * Takes one unit.
     *
     * @param from where to start looking, in the order of ids
     * @throws StepFailure NO_CAPACITY when none is free, DATABASE_BUSY when all free ones are being taken right now
     */
    public <T> T take(Handle tx, String key, Map<String, ?> parameters, Object from, Class<T> type) {
        T unit = first(tx, parameters, "and " + id + " >= :from", from, type)
                .or(() -> first(tx, parameters, "and " + id + " < :from", from, type))
                .orElseThrow(() -> none(tx, parameters));
        tx.createUpdate("update " + table + " set owner = :key where " + id + " = :id")
                .bind("key", key)
                .bind("id", unit)
                .execute();
        return unit;
    }

    private <T> Optional<T> first(Handle tx, Map<String, ?> parameters, String range, Object from, Class<T> type) {
        String sql = "select " + id + " from " + table + " where " + condition + " and owner is null " + range
                + " order by " + id + " limit 1 for update skip locked";
        return tx.createQuery(sql)
                .bindMap(parameters)
                .bind("from", from)
                .mapTo(type)
                .findOne();
    }

    private StepFailure none(Handle tx, Map<String, ?> parameters) {
        String sql = "select count(*) from " + table + " where " + condition + " and owner is null";
        int free = tx.createQuery(sql).bindMap(parameters).mapTo(int.class).one();
        return free == 0
                ? new StepFailure(FailureCode.NO_CAPACITY, "none is free")
                : new StepFailure(FailureCode.DATABASE_BUSY, "all that are free are being taken right now");
    }

    public void giveBack(Handle tx, String key) {
        tx.createUpdate("update " + table + " set owner = null where owner = :key")
                .bind("key", key)
                .execute();
    }

    public boolean isTaken(Handle tx, String key) {
        return tx.createQuery("select count(*) from " + table + " where owner = :key")
                        .bind("key", key)
                        .mapTo(int.class)
                        .one()
                > 0;
    }
}
