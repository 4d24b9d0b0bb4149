package dev.turnup.locationcheck.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.claims.Claims;
import dev.turnup.claims.Claims.Claim;
import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Page;
import dev.turnup.intake.PlaceData;
import dev.turnup.intake.Scope;
import dev.turnup.locationcheck.CheckLook;
import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.CheckState;
import dev.turnup.locationcheck.file.Site;
import dev.turnup.locationcheck.file.SiteFile;
import dev.turnup.locationcheck.records.CheckReads.AnsweredRow;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is stored of location checks, answered and deleted, on either database. */
class CheckStoresTest {
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final Scope ACME = new Scope("acme", false);

    private static Database open(TestDatabase kind) {
        Database database = kind.open("turnup", 8);
        new ApiKeys(database.jdbi(), () -> NOW).addTenant("acme", "Acme");
        PlaceData.load(database, InstantSource.system());
        return database;
    }

    private static CheckStart store(Database database, String id, String file) {
        List<Site> sites = SiteFile.read(file.getBytes(StandardCharsets.UTF_8));
        CheckRow row = new CheckRow(id, "acme", CheckState.acknowledged, sites.size(), 0, NOW, NOW, null, null, null);
        assertThat(database.jdbi()
                        .<Boolean, RuntimeException>inTransaction(tx -> new CheckIntake(tx).store(row, sites)))
                .isTrue();
        return new CheckStart(id, "acme");
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> n + ",BLD-%06d".formatted(n))
                .collect(Collectors.joining("\n", "id,location_id\n", "\n"));
    }

    private static CheckJournal journal(Database database, InstantSource clock) {
        return new CheckJournal(database.jdbi(), new SiteAnswers(database.jdbi(), clock), clock);
    }

    private static CheckRow row(Database database, CheckStart check) {
        return reads(database).find(ACME, check.id()).orElseThrow();
    }

    private static CheckReads reads(Database database) {
        return database.jdbi().onDemand(CheckReads.class);
    }

    @ParameterizedTest
    @EnumSource
    void every_row_gets_the_answer_to_its_own_question(TestDatabase kind) {
        try (Database database = open(kind)) {
            CheckStart check = store(database, "c", """
                    id,address,latitude,longitude,location_id,speed_mbps
                    typed,"320 union station wy, calera al 35040",,,,
                    placed,,33.1519,-86.7784,,100
                    named,,,,BLD-000001,
                    wrong,,95,0,,
                    """);
            CheckLook look = journal(database, () -> NOW).goOn(check);

            assertThat(look).isEqualTo(new CheckLook(CheckState.done, 4, 4));
            assertThat(row(database, check).endedAt()).isEqualTo(NOW);
            List<AnsweredRow> rows = reads(database).answers("c", 0, 10);
            assertThat(rows.stream().map(AnsweredRow::result))
                    .containsExactly(Result.found, Result.found, Result.notServiceable, Result.invalid);
            assertThat(rows.stream().map(AnsweredRow::name)).containsExactly("typed", "placed", "named", "wrong");
            assertThat(rows.get(0).confidence()).isBetween(0.5, 1.0);
            assertThat(rows.get(1).distance()).isBetween(0.0, 0.1);
            assertThat(rows.get(1).locationId()).isEqualTo("BLD-000002");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_point_between_two_buildings_is_uncertain_and_what_is_sold_is_not_found(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.jdbi().useTransaction(tx -> {
                tx.execute("update location_1 set capacity = 1200 where id = 'BLD-000002'");
                Pool pool = Pool.location("BLD-000002", 1_200);
                new Claims(tx, NOW).claim(pool, new Claim("o/1/hold/1", "p", 1_000, NOW, null));
            });
            CheckStart check = store(database, "c", """
                    id,latitude,longitude,location_id,speed_mbps
                    between,39.831067,-105.1040945,,
                    door,39.831067,-105.103952,,
                    fits,,,BLD-000002,200
                    taken,,,BLD-000002,500
                    """);
            journal(database, () -> NOW).goOn(check);

            List<AnsweredRow> rows = reads(database).answers("c", 0, 10);
            assertThat(rows.stream().map(AnsweredRow::result))
                    .containsExactly(Result.uncertain, Result.found, Result.found, Result.notServiceable);
            assertThat(rows.get(0).candidates()).contains("BLD-001081", "BLD-001082");
            assertThat(rows.get(0).reason()).isEqualTo("another building is about as near");
            assertThat(rows.get(3).reason()).isEqualTo("200 Mbit/s are free there at present");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_slice_ends_after_500_rows_and_the_next_one_goes_on_behind_it(TestDatabase kind) {
        try (Database database = open(kind)) {
            CheckStart check = store(database, "c", rows(1_030));
            CheckJournal journal = journal(database, () -> NOW);

            assertThat(journal.goOn(check)).isEqualTo(new CheckLook(CheckState.inProgress, 500, 1_030));
            assertThat(journal.goOn(check)).isEqualTo(new CheckLook(CheckState.inProgress, 1_000, 1_030));
            assertThat(journal.goOn(check)).isEqualTo(new CheckLook(CheckState.done, 1_030, 1_030));
            assertThat(journal.goOn(check)).isEqualTo(new CheckLook(CheckState.done, 1_030, 1_030));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_slow_list_ends_the_slice_before_its_attempt_does(TestDatabase kind) {
        try (Database database = open(kind)) {
            CheckStart check = store(database, "c", rows(400));
            AtomicReference<Instant> now = new AtomicReference<>(NOW);
            InstantSource slow = () -> now.getAndUpdate(at -> at.plusSeconds(3));

            assertThat(journal(database, slow).goOn(check).answered()).isBetween(50, 200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twins_that_answer_the_same_rows_answer_them_once(TestDatabase kind) throws Exception {
        try (Database database = open(kind);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CheckStart check = store(database, "c", rows(500));
            CheckJournal journal = journal(database, () -> NOW);
            Callable<CheckLook> twin = () -> journal.goOn(check);
            for (var look : threads.invokeAll(List.of(twin, twin, twin))) {
                assertThat(look.get().state()).isEqualTo(CheckState.done);
            }

            List<AnsweredRow> rows = reads(database).answers("c", 0, 1_000);
            assertThat(rows)
                    .hasSize(500)
                    .allSatisfy(row -> assertThat(row.locationId()).isEqualTo("BLD-%06d".formatted(row.n())));
            assertThat(row(database, check).answered()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_written_over_an_answer_or_after_a_cancel(TestDatabase kind) {
        try (Database database = open(kind)) {
            store(database, "c", rows(10));
            database.jdbi().useExtension(CheckTable.class, table -> {
                assertThat(table.goOn("c", 0, 5, NOW)).isEqualTo(1);
                assertThat(table.goOn("c", 0, 5, NOW)).isZero();
                assertThat(table.cancel("c", "carl", null, NOW)).isEqualTo(1);
                assertThat(table.goOn("c", 5, 10, NOW)).isZero();
                assertThat(table.cancel("c", "carl", null, NOW)).isZero();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void checks_are_listed_for_their_tenant_only(TestDatabase kind) {
        try (Database database = open(kind)) {
            store(database, "c", rows(1));
            CheckReads reads = reads(database);

            assertThat(reads.list(ACME, null, null, new Page(0, 10))).hasSize(1);
            assertThat(reads.list(ACME, "c", "done", new Page(0, 10))).isEmpty();
            assertThat(reads.list(new Scope("other", false), null, null, new Page(0, 10)))
                    .isEmpty();
            assertThat(reads.count(new Scope("", true), null, "acknowledged")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_ended_thirty_days_ago_is_deleted_and_nothing_else(TestDatabase kind) {
        try (Database database = open(kind)) {
            journal(database, () -> NOW).goOn(store(database, "old", rows(300)));
            journal(database, () -> NOW.plusSeconds(60)).goOn(store(database, "younger", rows(3)));
            store(database, "open", rows(3));

            Instant then = NOW.plus(OldChecks.KEPT).plusSeconds(1);
            assertThat(new OldChecks(database.jdbi(), () -> then).sweep()).isEqualTo(1);
            assertThat(reads(database).find(ACME, "old")).isEmpty();
            assertThat(reads(database).answers("old", 0, 10)).isEmpty();
            assertThat(Stream.of("younger", "open").map(id -> reads(database).find(ACME, id)))
                    .noneMatch(Optional::isEmpty);
            assertThat(new OldChecks(database.jdbi(), () -> then).sweep()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ten_thousand_rows_are_stored_or_none(TestDatabase kind) {
        try (Database database = open(kind)) {
            CheckStart check = store(database, "c", rows(10_000));
            assertThat(row(database, check).rowCount()).isEqualTo(10_000);
            assertThatThrownBy(() -> store(database, "c", rows(10))).isInstanceOf(RuntimeException.class);
            assertThat(reads(database).count(ACME, null, null)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_check_that_stands_still_is_told_anew(TestDatabase kind) {
        try (Database database = open(kind)) {
            store(database, "c", rows(1));
            database.jdbi().useHandle(handle -> handle.execute("update location_check set told_at = ?", NOW));
            assertThat(sweep(database, NOW.plusSeconds(60))).isZero();
            assertThat(sweep(database, NOW.plus(Duration.ofMinutes(3)))).isEqualTo(1);
            assertThat(sweep(database, NOW.plus(Duration.ofMinutes(3)))).isZero();
        }
    }

    private static int sweep(Database database, Instant now) {
        return new CheckTeller(
                        database.jdbi(),
                        WorkflowClient.newInstance(WorkflowServiceStubs.newLocalServiceStubs()),
                        () -> now)
                .sweep();
    }
}
