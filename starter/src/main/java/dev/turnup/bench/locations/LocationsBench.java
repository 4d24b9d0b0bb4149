package dev.turnup.bench.locations;

import dev.turnup.bench.Figures;
import dev.turnup.database.Database;
import dev.turnup.location.store.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lists of several sizes on one database, the smallest first: each imported from a file, then asked. */
public final class LocationsBench {
    private final Setting setting;
    private final Consumer<String> progress;
    private final Map<String, Object> result = new LinkedHashMap<>();

    /**
     * Where to measure.
     *
     * @param folder for files of some gigabytes
     * @param importOptions of the command that imports
     * @param importEnvironment its variables
     */
    public record Setting(
            Path folder,
            String url,
            String user,
            String password,
            List<String> importOptions,
            Map<String, String> importEnvironment) {}

    public LocationsBench(Setting setting, Consumer<String> progress) {
        this.setting = setting;
        this.progress = progress;
    }

    /** Leaves the largest list in the database. */
    public Map<String, Object> run(List<Long> sizes) throws IOException, InterruptedException {
        Map<String, Figures> smallest = null;
        Map<String, Figures> largest = Map.of();
        for (long size : sizes) {
            largest = measure(size, size == sizes.getLast());
            smallest = smallest == null ? largest : smallest;
        }
        result.put("growth", growth(smallest == null ? Map.of() : smallest, largest));
        progress.accept("growth of the median from the smallest to the largest: " + result.get("growth"));
        return result;
    }

    private Map<String, Figures> measure(long size, boolean last) throws IOException, InterruptedException {
        progress.accept("%,d buildings".formatted(size));
        ListFile list = ListFile.make(setting.folder(), size);
        ImportRun run = ImportRun.of(list.file(), setting.importOptions(), setting.importEnvironment());
        Files.delete(list.file());
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Database database = Database.open(setting.url(), setting.user(), setting.password(), "turnup", 2)) {
            long megabytes = megabytes(database);
            progress.accept("ready after %.1f s, %,d MiB of memory at the most, %,d MB on disk"
                    .formatted(run.seconds(), run.peakMb(), megabytes));
            if (!Files.exists(embedded())) {
                settle(database);
            }
            ListBench questions = new ListBench(database, progress);
            Map<String, Figures> times = questions.times(list);
            figures.put("import", run);
            figures.put("diskMb", megabytes);
            figures.put("store", times);
            if (last) {
                figures.put("accuracy", questions.accuracy(list));
            }
            result.put(String.valueOf(size), figures);
            return times;
        }
    }

    /** As a PostgreSQL that has served for a while: cleaned, read and written back. Else its own work after a load is measured, too. */
    private static void settle(Database database) {
        database.jdbi().useHandle(handle -> {
            Generation live = Generation.live(handle);
            handle.execute("set statement_timeout = 0");
            handle.execute("vacuum analyze " + live.rows() + ", " + live.keys());
            handle.execute("select sum(length(street)) from " + live.rows());
            handle.execute("select sum(length(entries)) from " + live.keys());
            handle.execute("checkpoint");
        });
    }

    /** H2's file holds everything, and what past lists have left free. */
    private long megabytes(Database database) throws IOException {
        if (Files.exists(embedded())) {
            return Files.size(embedded()) / 1_000_000;
        }
        return database.jdbi().withHandle(handle -> {
            Generation live = Generation.live(handle);
            return handle.createQuery(
                            "select (pg_total_relation_size(:rows) + pg_total_relation_size(:keys)) / 1000000")
                    .bind("rows", live.rows())
                    .bind("keys", live.keys())
                    .mapTo(long.class)
                    .one();
        });
    }

    private Path embedded() {
        return setting.folder().resolve("turnup.mv.db");
    }

    private static Map<String, Double> growth(Map<String, Figures> smallest, Map<String, Figures> largest) {
        Map<String, Double> growth = new LinkedHashMap<>();
        smallest.forEach((kind, figures) -> growth.put(
                kind, Math.round(100 * largest.getOrDefault(kind, figures).p50Ms() / figures.p50Ms()) / 100.0));
        return growth;
    }
}
