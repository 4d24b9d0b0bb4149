package dev.turnup.port.inventory;

import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Takes rows of a table in which {@code owner} is null while a unit is free. Clients start at random places of the column {@code
 * shuffled} and skip what others have locked, so they seldom meet; the unique owner keeps a retry from taking a second unit.
 */
final class FreeUnits {
    private final String table;
    private final String id;
    private final String condition;
    private final String[] columns;

    /**
     * @param condition SQL over the table's columns, with named parameters
     * @param columns what is told of a unit
     */
    FreeUnits(String table, String id, String condition, String... columns) {
        this.table = table;
        this.id = id;
        this.condition = condition;
        this.columns = columns;
    }

    /**
     * Takes one unit.
     *
     * @param none what to say when there is none
     * @throws StepFailure NO_CAPACITY when none is free, DATABASE_BUSY when all free ones are being taken right now
     */
    <U> U take(Handle tx, String key, Map<String, ?> parameters, RowMapper<U> unit, String none) {
        double from = ThreadLocalRandom.current().nextDouble();
        return next(tx, key, parameters, unit, from, ">=")
                .or(() -> next(tx, key, parameters, unit, from, "<"))
                .orElseThrow(() -> failure(tx, parameters, none));
    }

    /** All owners are null; they are in the order for PostgreSQL, which only then takes the next unit from the index. */
    private <U> Optional<U> next(
            Handle tx, String key, Map<String, ?> parameters, RowMapper<U> unit, double from, String range) {
        return tx.createUpdate(
                        "update " + table + " set owner = :key where " + id + " = (select " + id + " from " + table
                                + " where " + condition + " and owner is null and shuffled " + range + " :from"
                                + " order by owner, shuffled limit 1 for update skip locked)")
                .bindMap(parameters)
                .bind("from", from)
                .bind("key", key)
                .executeAndReturnGeneratedKeys(columns)
                .map(unit)
                .findOne();
    }

    private StepFailure failure(Handle tx, Map<String, ?> parameters, String none) {
        String sql = "select count(*) from " + table + " where " + condition + " and owner is null";
        int free = tx.createQuery(sql).bindMap(parameters).mapTo(int.class).one();
        return free == 0 ? new StepFailure(FailureCode.NO_CAPACITY, none) : busy();
    }

    static StepFailure busy() {
        return new StepFailure(FailureCode.DATABASE_BUSY, "all that are free are being taken right now");
    }

    void giveBack(Handle tx, String key) {
        tx.createUpdate("update " + table + " set owner = null where owner = :key")
                .bind("key", key)
                .execute();
    }

    boolean isTaken(Handle tx, String key) {
        return tx.createQuery("select count(*) from " + table + " where owner = :key")
                        .bind("key", key)
                        .mapTo(int.class)
                        .one()
                > 0;
    }
}
