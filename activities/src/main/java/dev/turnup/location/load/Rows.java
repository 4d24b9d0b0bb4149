package dev.turnup.location.load;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import dev.turnup.location.file.LocationFile;
import dev.turnup.location.file.LocationFile.Entry;
import dev.turnup.location.load.LocationImport.Counts;
import dev.turnup.location.load.LocationImport.Progress;
import dev.turnup.location.store.Generation;
import dev.turnup.location.store.RowKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Puts the file's rows into the new generation's table. Rows and the count of them are committed together. */
final class Rows implements AutoCloseable {
    /** Above it H2 writes its log of undo to the file, which then is half as large again. */
    private static final int BATCH = 10_000;

    private static final HashFunction CONTENT = Hashing.murmur3_32_fixed();
    private static final List<String> COLUMNS = List.of(
            "n",
            "id",
            "street",
            "city",
            "region",
            "postal_code",
            "country",
            "latitude",
            "longitude",
            "access",
            "capacity",
            "content");

    private final Handle work;
    private final Imports.Row begun;
    private final KeyPartitions keys;
    private final Seen seen;
    private final Progress progress;
    private final BulkLoad load;
    private int rows;
    private long added;
    private long changed;

    Rows(Handle work, Imports.Row begun, KeyPartitions keys, Seen seen, Progress progress) throws SQLException {
        this.work = work;
        this.begun = begun;
        this.keys = keys;
        this.seen = seen;
        this.progress = progress;
        this.load = BulkLoad.into(work, begun.tables().rows(), COLUMNS);
    }

    Counts load(LocationFile file, Path path, Rejects rejects) throws IOException, SQLException {
        long size = Files.size(path);
        work.begin();
        for (Entry entry = file.next(); entry != null; entry = file.next()) {
            if (entry.location() == null) {
                rejects.add(entry.line(), requireNonNull(entry.problem()));
            } else if (!take(entry.location())) {
                rejects.add(entry.line(), "id '" + entry.location().id() + "' was in an earlier line");
            } else if (rows % BATCH == 0) {
                commit(rejects);
                progress.at("loading", file.bytesRead(), size, rows);
                work.begin();
            }
        }
        Counts counts = commit(rejects);
        progress.at("loading", size, size, rows);
        return counts;
    }

    @Override
    public void close() throws SQLException {
        load.close();
    }

    private Counts commit(Rejects rejects) throws SQLException {
        Counts counts = new Counts(rows, rejects.count(), added, changed, seen.gone());
        if (rows > begun.loaded()) {
            load.flush();
            new Imports(work).progress(begun.generation(), counts);
        }
        work.commit();
        return counts;
    }

    /** False where its id was there before. */
    private boolean take(Location location) throws SQLException {
        String access = Access.written(location.access());
        int content = content(location, access);
        long[] itsKeys = RowKeys.of(location);
        switch (seen.file(itsKeys[0], content)) {
            case TWICE -> {
                return false;
            }
            case ADDED -> added++;
            case CHANGED -> changed++;
            case SAME -> {}
        }
        rows++;
        for (long key : itsKeys) {
            keys.add(key, rows);
        }
        if (rows > begun.loaded()) {
            store(location, access, content);
        }
        return true;
    }

    private void store(Location location, String access, int content) throws SQLException {
        ListedAddress address = location.address();
        load.add(
                rows,
                location.id(),
                address.street(),
                address.city(),
                address.region(),
                address.postalCode(),
                address.country(),
                microdegrees(location.latitude()),
                microdegrees(location.longitude()),
                access,
                location.capacityMbps(),
                content);
    }

    private static int microdegrees(double degrees) {
        return (int) Math.rint(degrees * Generation.MICRODEGREES);
    }

    private static int content(Location location, String access) {
        ListedAddress address = location.address();
        String all = String.join(
                "\n",
                address.street(),
                address.city(),
                address.region(),
                address.postalCode(),
                address.country(),
                access);
        return CONTENT.newHasher()
                .putUnencodedChars(all)
                .putInt(microdegrees(location.latitude()))
                .putInt(microdegrees(location.longitude()))
                .putLong(location.capacityMbps())
                .hash()
                .asInt();
    }
}
