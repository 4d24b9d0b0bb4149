package dev.turnup.location.load;

import dev.turnup.location.load.LocationImport.Counts;
import dev.turnup.location.store.Generation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Table location_list: which generations there are, and how far the one that is being loaded has come. */
final class Imports {
    private static final String SELECT =
            "select generation, source, digest, state, loaded, rejected from location_list ";

    private final Handle handle;

    Imports(Handle handle) {
        this.handle = handle;
    }

    record Row(int generation, String source, String digest, String state, long loaded, long rejected) {
        Generation tables() {
            return new Generation(generation);
        }
    }

    /** Keeps others from importing to the end of this handle's transaction; false where somebody else does so. */
    boolean lock() {
        return handle.createQuery("select one from location_import for update skip locked")
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }

    /** Throws where the connection that holds the lock has been lost meanwhile, and somebody else may have got it. */
    void isLocked() {
        handle.execute("update location_import set one = 1");
    }

    Row live() {
        return one("where state = 'live'").orElseThrow();
    }

    Optional<Row> loading() {
        return one("where state = 'loading'");
    }

    private Optional<Row> one(String where) {
        return handle.createQuery(SELECT + where)
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    /** Its tables are made with it, or are there from a try that was killed in between. */
    Row begin(String source, String digest, Instant now) {
        int generation = handle.createQuery("select max(generation) + 1 from location_list")
                .mapTo(int.class)
                .one();
        Generation tables = new Generation(generation);
        drop(tables);
        tables.createRows(handle);
        handle.createUpdate("""
                        insert into location_list (generation, source, digest, state, begun_at)
                        values (:generation, :source, :digest, 'loading', :now)""")
                .bind("generation", generation)
                .bind("source", source)
                .bind("digest", digest)
                .bind("now", now)
                .execute();
        return new Row(generation, source, digest, "loading", 0, 0);
    }

    void progress(int generation, Counts counts) {
        handle.createUpdate("""
                        update location_list set loaded = :rows, rejected = :rejected, added = :added,
                            changed = :changed, gone = :gone where generation = :generation""")
                .bind("generation", generation)
                .bindMethods(counts)
                .execute();
    }

    /** Readers see it whole from the commit on. */
    void goLive(int generation, Instant now) {
        handle.execute("update location_list set state = 'past' where state = 'live'");
        handle.execute("update location_list set state = 'live', live_at = ? where generation = ?", now, generation);
        handle.execute("update location_live set generation = ?", generation);
    }

    void giveUp(int generation) {
        handle.execute("update location_list set state = 'past' where generation = ?", generation);
    }

    /** Gives the space of what nobody reads any more back; the empty generation 0 is the model of all tables. */
    void dropPast() {
        List<Integer> past = handle.createQuery(
                        "select generation from location_list where state = 'past' and generation > 0")
                .mapTo(int.class)
                .list();
        past.forEach(generation -> drop(new Generation(generation)));
    }

    private void drop(Generation tables) {
        handle.execute("drop table if exists " + tables.rows());
        handle.execute("drop table if exists " + tables.keys());
    }
}
