package dev.turnup.location.load;

import dev.turnup.location.load.LocationImport.Progress;
import dev.turnup.location.store.Generation;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * What PostgreSQL would do to new rows while customers ask for them, but for freezing them, which the guard's transaction, older
 * than they are, keeps it from: it is done before anybody asks.
 */
final class Settling {
    private final Handle work;
    private final Generation tables;

    Settling(Handle work, Generation tables) {
        this.work = work;
        this.tables = tables;
    }

    void settle(Progress progress) throws SQLException {
        if (!work.getConnection().isWrapperFor(PGConnection.class)) {
            return;
        }
        progress.at("settling", 0, 1, 0);
        for (String table : List.of(tables.rows(), tables.keys())) {
            work.execute("vacuum (analyze) " + table);
        }
    }
}
