package dev.turnup.location.load;

import static dev.turnup.location.load.Lists.HEADER;
import static dev.turnup.location.load.Lists.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.Page;
import dev.turnup.intake.ProductReads;
import dev.turnup.intake.ProductReads.ProductFilter;
import dev.turnup.intake.ProductReads.ProductRow;
import dev.turnup.intake.Scope;
import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.generate.GeneratedFile;
import dev.turnup.location.generate.LocationGenerator;
import dev.turnup.location.load.LocationImport.Counts;
import dev.turnup.location.load.LocationImport.Result;
import dev.turnup.location.store.Circle;
import dev.turnup.location.store.Generation;
import dev.turnup.location.store.LocationStore;
import dev.turnup.location.store.RowKeys;
import dev.turnup.place.StoredPlaces;
import dev.turnup.plan.Inventory.Place;
import dev.turnup.plan.Inventory.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a file to the live list, on either database. */
class ImportTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatTheFileSaysIsFoundByIdAndPlace(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);

            Result result = lists.load(HEADER
                    + "B-1,\"12 \"\"Old\"\" Mill Rd\",Québec,QC,G1R 4P5,CA,46.8123456,-71.2,coax;fiber,500;10000,3;0,30000\n"
                    + row("B-2", "14 Mill\\Road", 1_000));

            assertThat(result.counts()).isEqualTo(new Counts(2, 0, 2, 0, 0));
            Location quebec = lists.at("B-1");
            assertThat(quebec.address().street()).isEqualTo("12 \"Old\" Mill Rd");
            assertThat(quebec.address().city()).isEqualTo("Québec");
            assertThat(quebec.latitude()).isEqualTo(46.812346);
            assertThat(quebec.access()).containsExactly(new Access("fiber", 10_000, 0), new Access("coax", 500, 3));
            assertThat(quebec.capacityMbps()).isEqualTo(30_000);
            assertThat(lists.at("B-2").address().street()).isEqualTo("14 Mill\\Road");
            assertThat(new LocationStore(database.jdbi()).near(new Circle(46.82, -71.2, 5), 3))
                    .extracting(near -> near.location().id())
                    .containsExactly("B-1");
            assertThat(lists.rejects()).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewerFileIsADifference(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            String same = rows(1, 20);
            lists.load(HEADER + same + row("B-98", "98 Oak St", 100) + row("B-99", "99 Oak St", 100));

            Result result = lists.load(HEADER + row("B-new", "7 Elm St", 100) + row("B-98", "98 Oak St", 500) + same);

            assertThat(result.counts()).isEqualTo(new Counts(22, 0, 1, 1, 1));
            assertThat(lists.has("B-99")).isFalse();
            assertThat(lists.at("B-98").best().maxSpeedMbps()).isEqualTo(500);
            assertThat(tables(database)).hasSize(4); // generation 0, the model of all, and the live one
        }
    }

    @ParameterizedTest
    @EnumSource
    void readersSeeTheOldListUntilTheNewOneIsWhole(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            lists.load(HEADER + row("B-1", "1 Oak St", 100));
            Path next = lists.file(HEADER + row("B-1", "1 Oak St", 200) + row("B-2", "2 Oak St", 200));

            lists.load(next, false, (phase, done, total, rows) -> {
                assertThat(lists.at("B-1").best().maxSpeedMbps()).isEqualTo(100);
                assertThat(lists.has("B-2")).isFalse();
            });

            assertThat(lists.at("B-1").best().maxSpeedMbps()).isEqualTo(200);
            assertThat(lists.has("B-2")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatKnewTheOldListAsksTheNewOneAlsoWhileTheOldOneIsStillThere(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup");
                Handle work = database.unhurried().open()) {
            Lists lists = new Lists(folder, database);
            lists.load(HEADER + row("B-1", "1 Oak St", 100));
            assertThat(lists.has("B-1")).isTrue();
            Imports imports = new Imports(work);
            Instant now = Instant.now();
            Imports.Row empty = imports.begin("empty", "empty", now);
            empty.tables().createKeys(work);

            imports.goLive(empty.generation(), now);

            assertThat(lists.has("B-1")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameFileAgainChangesNothing(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            lists.load(HEADER + rows(1, 20));
            new ProductAt(database.jdbi()).add("p-1", "B-1");
            Path file = lists.file(HEADER + rows(2, 20) + "B-1,nowhere\n");
            Result first = lists.load(file, false);

            Result again = lists.load(file, false);

            assertThat(again.news()).isFalse();
            assertThat(again.generation()).isEqualTo(first.generation());
            assertThat(again.counts()).isEqualTo(new Counts(19, 1, 0, 0, 0));
            assertThat(again.strandedCount()).isOne();
            assertThat(again.stranded()).isEqualTo(first.stranded());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatShrinksIsRefusedUntilSomebodyMeansIt(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            lists.load(HEADER + rows(1, 100));
            Path small = lists.file(HEADER + rows(1, 10));

            assertThatThrownBy(() -> lists.load(small, false))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessage("The file lacks 90 of the 100 buildings that are in the list.");
            assertThat(lists.has("B-50")).isTrue();

            Result meant = lists.load(small, true);

            assertThat(meant.counts()).isEqualTo(new Counts(10, 0, 0, 0, 90));
            assertThat(lists.has("B-50")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImportThatIsStartedTwiceIsRefusedTheSecondTime(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup");
                Handle other = database.unhurried().open()) {
            Lists lists = new Lists(folder, database);
            Path file = lists.file(HEADER + rows(1, 3));
            other.begin();
            assertThat(new Imports(other).lock()).isTrue();

            assertThatThrownBy(() -> lists.load(file, false))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessage("Another import is running.");

            other.rollback();
            assertThat(lists.load(file, false).counts().rows()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImportThatBreaksOffAnywhereGoesOnWithoutLosingOrDoublingARow(TestDatabase kind) throws IOException {
        Path file = folder.resolve("generated.csv.gz");
        new GeneratedFile(new LocationGenerator(25_000, 7)).write(file, rows -> {});
        SplittableRandom random = new SplittableRandom(kind.ordinal());
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            for (int n = 0; n < 10; n++) {
                int[] left = {random.nextInt(1, 25)};
                try {
                    lists.load(file, false, (phase, done, total, rows) -> {
                        if (--left[0] == 0) {
                            throw new Broken();
                        }
                    });
                } catch (Broken e) {
                    // goes on in the next turn
                }
            }

            Result result = lists.load(file, false);

            assertThat(result.counts().rows()).isEqualTo(25_000);
            String table = "location_" + result.generation();
            assertThat(count(database, "select count(distinct id) from " + table))
                    .isEqualTo(25_000);
            assertThat(count(database, "select max(n) from " + table)).isEqualTo(25_000);
            List<String> some = new LocationGenerator(25_000, 7)
                    .buildings()
                    .filter(building -> building.number() % 100 == 0)
                    .map(building -> building.id())
                    .toList();
            assertThat(new LocationStore(database.jdbi()).byIds(some)).hasSameSizeAs(some);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsCutOffChangesNothingAndDoesNotKeepTheNextOneOut(TestDatabase kind) throws IOException {
        Path whole = folder.resolve("whole.csv.gz");
        new GeneratedFile(new LocationGenerator(25_000, 7)).write(whole, rows -> {});
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length * 3 / 4));
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);

            assertThatThrownBy(() -> lists.load(cut, false))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessage(cut + " can't be read to its end: Unexpected end of ZLIB input stream.");

            assertThat(lists.load(whole, false).counts().rows()).isEqualTo(25_000);
        }
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @EnumSource
    void anotherFileGivesUpWhatTheFirstHasBegun(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            Path first = lists.file(HEADER + rows(1, 5));
            assertThatThrownBy(() -> lists.load(first, false, (phase, done, total, rows) -> {
                        if (phase.equals("loading")) {
                            throw new Broken();
                        }
                    }))
                    .isInstanceOf(Broken.class);

            Result second = lists.load(HEADER + rows(6, 9));

            assertThat(second.counts()).isEqualTo(new Counts(4, 0, 4, 0, 0));
            assertThat(lists.has("B-1")).isFalse();
            assertThat(tables(database)).hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBuildingWithAProductStaysForIt(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            lists.load(HEADER
                    + rows(1, 20)
                    + row("B-gone", "1 Elm St", 1_000).replace("fiber,1000,5", "fiber;coax,1000;500,5;2"));
            new ProductAt(database.jdbi()).add("p-1", "B-gone");
            new ProductAt(database.jdbi()).add("p-2", "B-1");

            Result without = lists.load(HEADER + rows(1, 20));

            assertThat(without.stranded())
                    .extracting(stranded -> stranded.product() + " at " + stranded.place())
                    .containsExactly("p-1 at B-gone");
            assertThat(without.strandedCount()).isOne();
            assertThat(new StoredPlaces(database.jdbi()).find("B-gone"))
                    .contains(new Place(
                            "B-gone",
                            "withdrawn building",
                            "1 Elm St",
                            Map.of(),
                            List.of(new Way("fiber", 1_000, 5), new Way("coax", 500, 2)),
                            20_000));
            assertThat(withdrawn(database, true)).containsExactly("p-1");
            assertThat(withdrawn(database, false)).containsExactly("p-2");
            assertThat(count(database, "select count(*) from place where withdrawn_at is not null"))
                    .isOne();

            Result back = lists.load(HEADER + rows(1, 20) + row("B-gone", "1 Elm St", 2_000));

            assertThat(back.stranded()).isEmpty();
            assertThat(count(database, "select count(*) from place where withdrawn_at is not null"))
                    .isZero();
        }
    }

    private static List<String> withdrawn(Database database, boolean wanted) {
        ProductFilter filter = new ProductFilter(null, null, null, wanted);
        return database
                .jdbi()
                .withExtension(
                        ProductReads.class,
                        reads -> reads.list(new Scope("provider", true), filter, "id", new Page(0, 10)))
                .stream()
                .map(ProductRow::id)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void manyBuildingsWithProductsGoAtOnceAndComeBack(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            lists.load(HEADER + rows(1, 1_000));
            ProductAt products = new ProductAt(database.jdbi());
            IntStream.rangeClosed(1, 450).forEach(n -> products.add("p-" + n, "B-" + n));

            Result small = lists.load(lists.file(HEADER + rows(431, 1_000)), true);

            assertThat(small.strandedCount()).isEqualTo(430);
            assertThat(small.stranded()).hasSize(20);
            assertThat(lists.load(HEADER + rows(1, 1_000)).strandedCount()).isZero();
            assertThat(count(database, "select count(*) from place")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProductThatIsOrderedInTheInstantOfTheSwitchKeepsItsBuilding(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup");
                Handle work = database.unhurried().open()) {
            Result live = new Lists(folder, database).load(HEADER + rows(1, 2));
            Seen next = new Seen(Runtime.getRuntime().maxMemory(), 2);
            next.file(RowKeys.id("B-2"), 2);
            ProductAt products = new ProductAt(database.jdbi());

            new Withdrawal(work, new Generation(live.generation()), next, InstantSource.system()).store(() -> {
                products.add("p-1", "B-1");
                products.add("p-2", "B-2");
            });

            assertThat(withdrawn(database, true)).containsExactly("p-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBuildingWhereWasSoldAfterItHadGoneIsKnownByTheOrderFromTheNextListOn(TestDatabase kind) throws IOException {
        try (Database database = kind.open("turnup")) {
            Lists lists = new Lists(folder, database);
            lists.load(HEADER + rows(1, 2));
            new ProductAt(database.jdbi()).add("p-1", "B-sold", """
                    {"items": [{"id": "1", "steps": [{"capability": "qualification", "desired": {"place": "B-sold",
                      "speedMbps": 100, "answered": {"technology": "coax", "maxSpeedMbps": 500, "leadTimeDays": 2,
                      "until": "2026-01-01T00:00:00Z", "capacityMbps": 900}}}]}]}""");

            assertThat(lists.load(HEADER + rows(1, 3)).strandedCount()).isOne();

            assertThat(new StoredPlaces(database.jdbi()).find("B-sold"))
                    .contains(new Place(
                            "B-sold", "withdrawn building", "", Map.of(), List.of(new Way("coax", 500, 2)), 900));
        }
    }

    private static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> row("B-" + n, n + " Oak St", 1_000))
                .collect(Collectors.joining());
    }

    private static long count(Database database, String sql) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    private static List<String> tables(Database database) {
        List<String> all = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select table_name from information_schema.tables where table_schema = 'turnup'")
                        .mapTo(String.class)
                        .list());
        return all.stream().filter(name -> name.matches("location_(key_)?\\d+")).toList();
    }
}
