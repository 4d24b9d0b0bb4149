package dev.turnup.location.load;

import dev.turnup.location.load.LocationImport.Progress;
import dev.turnup.location.store.Buckets;
import dev.turnup.location.store.Generation;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Fills the table of keys, each time anew and as a whole: it takes seconds. */
final class KeyTable {
    private static final int BATCH = 2_000;

    private final Handle work;
    private final Generation tables;
    private int count;

    KeyTable(Handle work, Generation tables) {
        this.work = work;
        this.tables = tables;
    }

    void load(KeyPartitions keys, Progress progress) throws SQLException {
        work.execute("drop table if exists " + tables.keys());
        tables.createKeys(work);
        try (BulkLoad load = BulkLoad.into(work, tables.keys(), List.of("bucket", "entries"))) {
            work.begin();
            keys.forEachBucket((bucket, entries) -> {
                load.add(bucket, entries);
                if (++count % BATCH == 0) {
                    load.flush();
                    work.commit();
                    progress.at("indexing", bucket, 1 << Buckets.BITS, count);
                    work.begin();
                }
            });
            load.flush();
            work.commit();
        }
    }
}
