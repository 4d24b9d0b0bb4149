package dev.turnup.bench.locations;

import dev.turnup.location.address.ListedAddress;
import dev.turnup.location.file.LocationFile;
import dev.turnup.location.file.LocationFile.Entry;
import dev.turnup.location.generate.GeneratedBuilding;
import dev.turnup.location.generate.GeneratedFile;
import dev.turnup.location.generate.LocationGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** A list of generated buildings, and the real ones that ship with Turnup among them. */
record ListFile(Path file, LocationGenerator generator) {
    private static final long SEED = 1;

    /** A building that is in the list. */
    record Listed(String id, ListedAddress address, double latitude, double longitude) {}

    static ListFile make(Path folder, long count) throws IOException {
        Path file = folder.resolve(count + ".csv");
        LocationGenerator generator = new LocationGenerator(count, SEED);
        new GeneratedFile(generator).write(file, rows -> {});
        try (BufferedReader shipped = new BufferedReader(new InputStreamReader(shipped(), StandardCharsets.UTF_8))) {
            List<String> rows =
                    shipped.lines().skip(1).map(row -> row + ",").toList(); // they have no column of capacity
            Files.write(file, rows, StandardOpenOption.APPEND);
        }
        return new ListFile(file, generator);
    }

    private static InputStream shipped() throws IOException {
        return new GZIPInputStream(
                Objects.requireNonNull(ListFile.class.getResourceAsStream("/data/buildings.csv.gz")));
    }

    /** So many of the generated ones, from all over the list. */
    List<Listed> generated(int wanted) {
        return generated(generator, wanted);
    }

    /** Those of the list of this size. */
    static List<Listed> generated(long count, int wanted) {
        return generated(new LocationGenerator(count, SEED), wanted);
    }

    private static List<Listed> generated(LocationGenerator generator, int wanted) {
        long every = Math.max(1, generator.count() / wanted);
        return generator
                .buildings()
                .filter(building -> building.number() % every == 0)
                .map(ListFile::listed)
                .toList();
    }

    private static Listed listed(GeneratedBuilding building) {
        return new Listed(building.id(), building.address(), building.latitude() / 1e6, building.longitude() / 1e6);
    }

    List<Listed> real() throws IOException {
        List<Listed> real = new ArrayList<>();
        try (LocationFile file = LocationFile.open(shipped(), Map.of())) {
            for (Entry entry = file.next(); entry != null; entry = file.next()) {
                if (entry.location() != null) {
                    real.add(new Listed(
                            entry.location().id(),
                            entry.location().address(),
                            entry.location().latitude(),
                            entry.location().longitude()));
                }
            }
        }
        return real;
    }
}
