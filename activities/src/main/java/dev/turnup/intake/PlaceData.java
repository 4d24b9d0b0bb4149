package dev.turnup.intake;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Fills table place from the data that ships with Turnup, on the first start only. */
public final class PlaceData {
    private static final ObjectReader CSV = new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    /** A data centre sells what its ports can; buildings have a speed of their own. */
    private static final Map<String, String> SITE =
            Map.of("kind", "site", "technology", "fiber", "max_speed_mbps", "400000", "lead_time_days", "0");

    private static final Map<String, String> BUILDING =
            Map.of("kind", "building", "operator", "", "metro", "", "on_ramps", "");

    private PlaceData() {}

    /** Also takes stock for the sites that it loads. */
    public static void load(Jdbi jdbi) {
        jdbi.useTransaction(tx -> {
            if (tx.createQuery("select count(*) from place").mapTo(long.class).one() > 0) {
                return;
            }
            try (InputStream sites = open("/data/sites.csv");
                    InputStream buildings = new GZIPInputStream(open("/data/buildings.csv.gz"))) {
                insert(tx, sites, SITE);
                insert(tx, buildings, BUILDING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            PortStock.fill(tx);
        });
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
