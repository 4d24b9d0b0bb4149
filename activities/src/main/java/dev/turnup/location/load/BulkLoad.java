package dev.turnup.location.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** The fastest way to put millions of rows into one table: COPY on PostgreSQL, batches on H2. The caller commits. */
interface BulkLoad extends AutoCloseable {

    /** @param values a String, Integer, Long or byte[] for each column */
    void add(Object... values) throws SQLException;

    /** Sends what was added since; the transaction stays open. */
    void flush() throws SQLException;

    /** Gives up what was not flushed, so that the connection can be used again. */
    @Override
    void close() throws SQLException;

    static BulkLoad into(Handle handle, String table, List<String> columns) throws SQLException {
        Connection connection = handle.getConnection();
        return connection.isWrapperFor(PGConnection.class)
                ? new CopyLoad(connection.unwrap(PGConnection.class), table, columns)
                : new BatchLoad(connection, table, columns);
    }
}
