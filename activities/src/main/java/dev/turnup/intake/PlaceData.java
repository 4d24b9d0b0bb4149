package dev.turnup.intake;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.turnup.database.Database;
import dev.turnup.location.load.ImportRunning;
import dev.turnup.location.load.LocationImport;
import dev.turnup.location.load.LocationImport.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the sites and buildings that ship with Turnup, on the first start only. */
public final class PlaceData {
    private static final ObjectReader CSV = new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    /** A data centre sells what its ports can. */
    private static final Map<String, String> SITE =
            Map.of("kind", "site", "technology", "fiber", "max_speed_mbps", "400000", "lead_time_days", "0");

    private static final Logger LOG = LoggerFactory.getLogger(PlaceData.class);

    private PlaceData() {}

    /** Also takes stock for the sites that it loads. */
    public static void load(Database database, InstantSource clock) {
        database.jdbi().useTransaction(tx -> {
            if (tx.createQuery("select count(*) from place").mapTo(long.class).one() == 0) {
                sites(tx);
                PortStock.fill(tx);
            }
        });
        try {
            buildings(database, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sites(Handle tx) {
        try (InputStream sites = open("/data/sites.csv")) {
            insert(tx, sites, SITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list is whatever the provider imports; until then it is a small one of real buildings. */
    private static void buildings(Database database, InstantSource clock) throws IOException {
        int lists = database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from location_list")
                        .mapTo(int.class)
                        .one());
        if (lists > 1) { // there is one, or one is on its way
            return;
        }
        Path folder = Files.createTempDirectory("turnup-buildings");
        Path file = folder.resolve(LocationImport.SHIPPED);
        Path rejects = folder.resolve("rejects.csv");
        try (InputStream shipped = open("/data/buildings.csv.gz")) {
            Files.copy(shipped, file);
            new LocationImport(database, clock)
                    .run(new Request(file, Map.of(), rejects, false), (phase, done, total, rows) -> {});
        } catch (ImportRunning e) {
            LOG.info("the buildings that ship with Turnup are not imported: {}", e.sentence());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(rejects);
            Files.delete(folder);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(PlaceData.class.getResourceAsStream(resource), resource);
    }

    private static void insert(Handle tx, InputStream file, Map<String, String> fixed) throws IOException {
        PreparedBatch batch = tx.prepareBatch("""
                insert into place (id, kind, name, operator, street, city, region, postal_code, country, latitude, longitude,
                    metro, on_ramps, technology, max_speed, lead_days)
                values (:id, :kind, :name, :operator, :street, :city, :region, :postal_code, :country, :latitude, :longitude,
                    :metro, :on_ramps, :technology, :max_speed, :lead_days) on conflict do nothing""");
        try (MappingIterator<Map<String, String>> rows = CSV.readValues(file)) {
            while (rows.hasNext()) {
                Map<String, String> row = rows.next();
                row.putAll(fixed);
                row.putIfAbsent("name", Objects.requireNonNull(row.get("street")));
                batch.bindMap(row)
                        .bind("latitude", Double.parseDouble(row.get("latitude")))
                        .bind("longitude", Double.parseDouble(row.get("longitude")))
                        .bind("max_speed", Long.parseLong(row.get("max_speed_mbps")))
                        .bind("lead_days", Integer.parseInt(row.get("lead_time_days")))
                        .add();
            }
        }
        batch.execute();
    }
}
