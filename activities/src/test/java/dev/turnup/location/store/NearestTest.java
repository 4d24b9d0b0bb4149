package dev.turnup.location.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.location.Location;
import dev.turnup.location.generate.GeneratedBuilding;
import dev.turnup.location.generate.GeneratedFile;
import dev.turnup.location.generate.LocationGenerator;
import dev.turnup.location.load.LocationImport;
import dev.turnup.location.load.LocationImport.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is nearest, beside what is found by looking at every building. */
class NearestTest {
    private static final LocationGenerator GENERATOR = new LocationGenerator(20_000, 3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theNearestAreThoseThatLookingAtAllFinds(TestDatabase kind) throws IOException {
        Path file = folder.resolve("list.csv");
        new GeneratedFile(GENERATOR).write(file, rows -> {});
        List<Location> all = GENERATOR.buildings().map(NearestTest::location).toList();
        try (Database database = kind.open("turnup")) {
            new LocationImport(database, InstantSource.system())
                    .run(
                            new Request(file, Map.of(), folder.resolve("rejects"), false),
                            (phase, done, total, rows) -> {});
            LocationStore store = new LocationStore(database.jdbi());
            for (int n = 0; n < all.size(); n += 400) {
                Location centre = all.get(n);
                for (double kilometres : new double[] {0.3, 5, 25}) {
                    Circle circle = new Circle(centre.latitude() + 0.004, centre.longitude() - 0.003, kilometres);
                    assertThat(store.near(circle, 5).stream()
                                    .map(near -> near.location().id())
                                    .toList())
                            .as("%s", circle)
                            .isEqualTo(nearest(all, circle));
                }
            }
        }
    }

    private static Location location(GeneratedBuilding building) {
        return new Location(
                building.id(),
                building.address(),
                building.latitude() / Generation.MICRODEGREES,
                building.longitude() / Generation.MICRODEGREES,
                building.access(),
                building.capacityMbps());
    }

    private static List<String> nearest(List<Location> all, Circle circle) {
        return all.stream()
                .filter(location -> location.isServiceable() && circle.kilometresTo(location) <= circle.kilometres())
                .sorted(Comparator.comparingDouble(circle::kilometresTo).thenComparing(Location::id))
                .limit(5)
                .map(Location::id)
                .toList();
    }
}
