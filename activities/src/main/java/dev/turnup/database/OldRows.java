package dev.turnup.database;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Rows that nobody needs any more. So many are deleted at a time that no statement takes long on either database.
 *
 * @param key a column that tells apart the rows of the condition
 * @param condition in SQL, with names for what is bound
 */
public record OldRows(Jdbi jdbi, String table, String key, String condition, Map<String, ?> bound) {
    private static final int BATCH = 1_000;

    /** How many it deleted; those that are gone stay gone where it fails in the middle. */
    public int delete() {
        int all = 0;
        for (List<Object> keys = some(); !keys.isEmpty(); keys = some()) {
            all += delete(keys);
        }
        return all;
    }

    private List<Object> some() {
        String sql = "select %s from %s where %s limit %d".formatted(key, table, condition, BATCH);
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindMap(bound)
                .map((row, context) -> row.getObject(1))
                .list());
    }

    private int delete(List<Object> keys) {
        String sql = "delete from %s where %s in (<keys>) and %s".formatted(table, key, condition);
        return jdbi.withHandle(handle ->
                handle.createUpdate(sql).bindMap(bound).bindList("keys", keys).execute());
    }
}
