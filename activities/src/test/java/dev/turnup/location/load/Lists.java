package dev.turnup.location.load;

import dev.turnup.database.Database;
import dev.turnup.location.Location;
import dev.turnup.location.load.LocationImport.Progress;
import dev.turnup.location.load.LocationImport.Request;
import dev.turnup.location.load.LocationImport.Result;
import dev.turnup.location.store.LocationStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Files that are imported into a database, and a reader that knew the list before. */
record Lists(Path folder, Database database, LocationStore store) {
    static final String HEADER = "id,street,city,region,postal_code,country,latitude,longitude,technology,"
            + "max_speed_mbps,lead_time_days,capacity_mbps\n";

    Lists(Path folder, Database database) {
        this(folder, database, new LocationStore(database.jdbi()));
    }

    static String row(String id, String street, long speed) {
        return id + "," + street + ",Springfield,IL,62701,US,39.781700,-89.650100,fiber," + speed + ",5,20000\n";
    }

    Result load(String text) throws IOException {
        return load(file(text), false);
    }

    Result load(Path file, boolean anyway) throws IOException {
        return load(file, anyway, (phase, done, total, rows) -> {});
    }

    Result load(Path file, boolean anyway, Progress progress) throws IOException {
        return new LocationImport(database, InstantSource.system())
                .run(new Request(file, Map.of(), rejects(), anyway), progress);
    }

    Path file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "list", ".csv"), bytes);
    }

    Path rejects() {
        return folder.resolve("rejects.csv");
    }

    List<String> rejected() throws IOException {
        return Files.readAllLines(rejects());
    }

    Location at(String id) {
        return store.byId(id).orElseThrow();
    }

    boolean has(String id) {
        return store.byId(id).isPresent();
    }
}
