package dev.turnup.location.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Prepared batches. */
final class BatchLoad implements BulkLoad {
    private static final int BATCH = 1_000;

    private final PreparedStatement insert;
    private int waiting;

    BatchLoad(Connection connection, String table, List<String> columns) throws SQLException {
        insert = connection.prepareStatement("insert into %s (%s) values (%s)"
                .formatted(
                        table,
                        String.join(", ", columns),
                        String.join(", ", Collections.nCopies(columns.size(), "?"))));
    }

    @Override
    public void add(Object... values) throws SQLException {
        for (int n = 0; n < values.length; n++) {
            insert.setObject(n + 1, values[n]);
        }
        insert.addBatch();
        if (++waiting == BATCH) {
            flush();
        }
    }

    @Override
    public void flush() throws SQLException {
        insert.executeBatch();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
