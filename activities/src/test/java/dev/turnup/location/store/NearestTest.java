package dev.turnup.location.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import dev.turnup.location.generate.GeneratedBuilding;
import dev.turnup.location.generate.GeneratedFile;
import dev.turnup.location.generate.LocationGenerator;
import dev.turnup.location.load.LocationImport;
import dev.turnup.location.load.LocationImport.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            load(database, file);
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

    @ParameterizedTest
    @EnumSource
    void inADenseBlockTheFineGridAnswers(TestDatabase kind) throws IOException {
        List<Location> block = block();
        String header =
                "id,street,city,region,postal_code,country,latitude,longitude,technology,max_speed_mbps,lead_time_days\n";
        Path file = Files.writeString(
                folder.resolve("list.csv"),
                header + block.stream().map(NearestTest::line).collect(Collectors.joining()));
        try (Database database = kind.open("turnup")) {
            int generation = load(database, file);
            LocationStore store = new LocationStore(database.jdbi());
            for (int n = 0; n < block.size(); n += 40) {
                Circle circle =
                        new Circle(block.get(n).latitude() + 3e-5, block.get(n).longitude() - 4e-5, 5);
                Circle first = circle.within(Circle.FIRST_KM);
                List<Location> fine = database.jdbi()
                        .withHandle(handle -> new Generation(generation).findWhileLive(handle, first.cells(Grid.FINE)));

                assertThat(nearest(fine, first)).hasSize(5).isEqualTo(nearest(block, circle));
                assertThat(store.near(circle, 5))
                        .extracting(near -> near.location().id())
                        .isEqualTo(nearest(block, circle));
            }
        }
    }

    /** Houses about 11 m from each other. */
    private static List<Location> block() {
        return IntStream.range(0, 3_600)
                .mapToObj(n -> new Location(
                        "B-" + n,
                        new ListedAddress(n + " Oak St", "X", "IL", "62701", "US"),
                        Math.rint(40e6 + n / 60 * 100) / Generation.MICRODEGREES,
                        Math.rint(-90e6 + n % 60 * 130) / Generation.MICRODEGREES,
                        List.of(new Access("fiber", 1_000, 0)),
                        0))
                .toList();
    }

    private static String line(Location at) {
        return "%s,%s,X,IL,62701,US,%s,%s,fiber,1000,0\n"
                .formatted(at.id(), at.address().street(), at.latitude(), at.longitude());
    }

    private int load(Database database, Path file) {
        return new LocationImport(database, InstantSource.system())
                .run(new Request(file, Map.of(), folder.resolve("rejects"), false), (phase, done, total, rows) -> {})
                .generation();
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
