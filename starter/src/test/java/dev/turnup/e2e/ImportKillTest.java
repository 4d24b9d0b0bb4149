package dev.turnup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.database.Database;
import dev.turnup.location.generate.GeneratedFile;
import dev.turnup.location.generate.LocationGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An import that is killed ten times, at moments that a seed chooses, neither loses nor doubles a building. */
@Tag("e2e")
class ImportKillTest {
    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final int BUILDINGS = 60_000;
    private static final int KILLS = 10;
    private static final int LINES = 30; // of progress, which a whole import writes

    private final Started started = new Started();
    private Path folder;
    private Path file;

    @BeforeEach
    void makeAList() throws IOException {
        folder = started.add(Folder.make()).path();
        file = folder.resolve("list.csv.gz");
        new GeneratedFile(new LocationGenerator(BUILDINGS, 1)).write(file, rows -> {});
    }

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void onTheEmbeddedDatabase() {
        Path home = folder.resolve("home");

        JsonNode result = importedAfterKills(List.of(), Map.of("TURNUP_HOME", home.toString()), 1);

        try (Database database = Database.open(Database.embedded(home), "turnup", "", "turnup", 1)) {
            assertWhole(database, result);
        }
    }

    @Test
    void onPostgres() throws IOException {
        Postgres postgres = started.add(Postgres.start(folder.resolve("pg")));
        List<String> options = List.of("--database-url=" + postgres.url(), "--database-user=" + Postgres.OWNER);

        JsonNode result = importedAfterKills(options, Map.of("TURNUP_DATABASE_PASSWORD", Postgres.PASSWORD), 2);

        try (Database database = Database.open(postgres.url(), Postgres.OWNER, Postgres.PASSWORD, "turnup", 1)) {
            assertWhole(database, result);
        }
    }

    private JsonNode importedAfterKills(List<String> options, Map<String, String> environment, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < KILLS; n++) {
            int line = random.nextInt(1, LINES);
            try (Program program = load("try-" + n, options, environment)) {
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(LONGEST)
                        .until(() -> program.err().lines().count() >= line || !program.isAlive());
                program.kill();
            }
        }
        try (Program last = load("last", options, environment)) {
            assertThat(last.await(LONGEST)).as(last.err()).isZero();
            return Json.read(last.out(), JsonNode.class);
        }
    }

    private Program load(String name, List<String> options, Map<String, String> environment) {
        List<String> command = new ArrayList<>(Deployment.turnup("locations", "import", file.toString(), "--json"));
        command.addAll(options);
        return Program.start(folder, name, environment, command);
    }

    private static void assertWhole(Database database, JsonNode result) {
        assertThat(result.at("/counts/rows").asLong()).isEqualTo(BUILDINGS);
        database.jdbi().useHandle(handle -> {
            String table = "location_" + result.path("generation").asInt();
            assertThat(one(handle, "select count(*) from " + table)).isEqualTo(BUILDINGS);
            assertThat(one(handle, "select count(distinct id) from " + table)).isEqualTo(BUILDINGS);
            assertThat(one(handle, "select generation from location_live"))
                    .isEqualTo(result.path("generation").asLong());
        });
    }

    private static long one(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(long.class).one();
    }
}
