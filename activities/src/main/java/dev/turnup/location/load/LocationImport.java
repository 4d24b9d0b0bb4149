package dev.turnup.location.load;

import dev.turnup.database.Database;
import dev.turnup.location.file.LocationFile;
import dev.turnup.location.file.WrongFile;
import dev.turnup.location.load.Imports.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Makes a new generation of the list out of a file, beside the live one, which stays as it is until the last moment. Killed
 * and started again with the same file it goes on where it was: the file is read again from its start, since duplicates and
 * differences are judged in memory, and only rows that are stored by then are not stored again.
 */
public final class LocationImport {
    /** A list that loses more than this share of its buildings is more likely a broken file. */
    private static final double SUSPICIOUS = 0.1;

    private static final int NAMED = 20;

    /** The name of the file with the buildings that Turnup begins with. */
    public static final String SHIPPED = "shipped-buildings.csv.gz";

    private final Database database;
    private final InstantSource clock;

    public LocationImport(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param names the file's name for a column, where it isn't ours
     * @param rejects where lines that can't be used are listed
     * @param anyway also where much of the list would go
     */
    public record Request(Path file, Map<String, String> names, Path rejects, boolean anyway) {}

    /** Rows of the file that are stored, lines that can't be used, and what differs from the list before. */
    public record Counts(long rows, long rejected, long added, long changed, long gone) {}

    /** A product that goes on at a building which is no longer in the list. */
    public record Stranded(String product, String tenant, String place) {}

    /**
     * @param generation the one that is live now
     * @param news whether this import made it; false where the same file was live already
     * @param strandedCount products that go on at buildings which this list or an earlier one left out
     * @param stranded the first of them
     */
    public record Result(int generation, boolean news, Counts counts, long strandedCount, List<Stranded> stranded) {}

    /** Told now and then, and at least once for each phase. */
    public interface Progress {
        /** @param done of {@code total} bytes where the file is read, otherwise of rows */
        void at(String phase, long done, long total, long rows);
    }

    /**
     * Reads, loads, and makes the new list live.
     *
     * @throws ImportRefused where it can't or must not be; the live list stays
     */
    public Result run(Request request, Progress progress) {
        try (Handle guard = database.unhurried().open();
                Handle work = database.unhurried().open()) {
            guard.begin();
            try {
                if (!new Imports(guard).lock()) {
                    throw new ImportRunning();
                }
                return run(request, progress, work, guard);
            } finally {
                work.rollback();
                guard.rollback();
            }
        } catch (WrongFile e) {
            throw new ImportRefused(
                    request.file() + " can't be imported: " + e.getMessage() + ".", "Nothing has changed.", e);
        } catch (IOException e) {
            throw new ImportRefused(
                    request.file() + " can't be read to its end: " + e.getMessage() + ".",
                    "Nothing has changed. Get the file again, and import it.",
                    e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Result run(Request request, Progress progress, Handle work, Handle guard) throws IOException, SQLException {
        Imports imports = new Imports(work);
        imports.dropPast();
        String digest = Digest.of(request.file(), request.names(), progress);
        Row live = imports.live();
        if (live.digest().equals(digest)) {
            Counts counts = new Counts(live.loaded(), live.rejected(), 0, 0, 0);
            return result(live, false, counts, work);
        }
        try (KeyPartitions keys = new KeyPartitions(Path.of(System.getProperty("java.io.tmpdir")));
                LocationFile file = LocationFile.open(request.file(), request.names())) {
            Seen seen = new LiveList(work, live.tables()).seen(progress, live.loaded());
            Row row = begun(imports, request, digest);
            Counts counts;
            try (Rejects rejects = Rejects.to(request.rejects());
                    Rows rows = new Rows(work, row, keys, seen, progress)) {
                counts = rows.load(file, request.file(), rejects);
            }
            refuseLoss(counts, live, request);
            new KeyTable(work, row.tables()).load(keys, progress);
            new Settling(work, row.tables()).settle(progress);
            new Imports(guard).isLocked();
            progress.at("switching", 0, 1, counts.rows());
            new Withdrawal(work, live.tables(), seen, clock).store(() -> {
                imports.progress(row.generation(), counts);
                imports.goLive(row.generation(), clock.instant());
            });
            imports.dropPast();
            return result(row, true, counts, work);
        }
    }

    private static Result result(Row live, boolean news, Counts counts, Handle work) {
        return new Result(live.generation(), news, counts, Withdrawal.count(work), Withdrawal.some(work, NAMED));
    }

    /** What the same file has begun before; the beginning of another file is given up. */
    private Row begun(Imports imports, Request request, String digest) {
        Optional<Row> before = imports.loading();
        if (before.isPresent() && before.get().digest().equals(digest)) {
            return before.get();
        }
        before.ifPresent(other -> {
            imports.giveUp(other.generation());
            imports.dropPast();
        });
        return imports.begin(request.file().getFileName().toString(), digest, clock.instant());
    }

    private static void refuseLoss(Counts counts, Row live, Request request) {
        if (counts.rows() == 0) {
            throw new ImportRefused("No row of the file can be used.", "See " + request.rejects() + ".");
        }
        boolean expected = request.anyway() || live.source().equals(SHIPPED);
        if (!expected && counts.gone() > live.loaded() * SUSPICIOUS) {
            throw new ImportRefused(
                    "The file lacks %,d of the %,d buildings that are in the list."
                            .formatted(counts.gone(), live.loaded()),
                    "Nothing has changed. If they are really gone, import it again with --yes: it goes on from here.");
        }
    }
}
