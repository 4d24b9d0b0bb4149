package dev.turnup.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines that were sold before lines counted everywhere: after V6 they do, on either database. */
class CapacityMigrationTest {
    private static final String AT = "timestamp with time zone '2026-01-01 00:00:00+00'";

    private static void product(Handle handle, String id, String offering, String place, String state, String body) {
        handle.execute("""
                insert into product_order (id, tenant, state, mode, body, plan, created_at)
                values (?, 'acme', 'completed', 'allOrNothing', '{}', '{}', %s)""".formatted(AT), "o-" + id);
        handle.execute("""
                insert into product (id, tenant, order_id, item_id, offering, name, place, state, body, receipts, per_hour,
                    currency, created_at)
                values (?, 'acme', ?, '1', ?, 'Internet', ?, ?, ?, '{}', 1, 'USD', %s)""".formatted(AT), id, "o-" + id, offering, place, state, body);
    }

    private static void line(Handle handle, String id, String place, String state, long mbps) {
        String body =
                "{\"characteristics\":{\"name\":\"a \\\"speedMbps\\\":7\",\"speedMbps\":%d,\"x\":1},\"reliesOn\":[]}";
        product(handle, id, "internet-on-demand", place, state, body.formatted(mbps));
    }

    private static void window(Handle handle, String id, String state, String product, long usual, long raised) {
        handle.execute("""
                insert into event_window (id, tenant, time_zone, local_start, local_end, raise_at, start_at, end_at, state,
                    currency, created_at) values (?, 'acme', 'UTC', '', '', %1$s, %1$s, %1$s, ?, 'USD', %1$s)""".formatted(AT), id, state);
        handle.execute("insert into window_product values (?, 1, ?, ?, ?, 1, 2)", id, product, usual, raised);
    }

    private static List<String> column(Database database, String sql) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private static void fill(Handle handle) {
        handle.execute("insert into tenant (id, name, created_at) values ('acme', 'Acme', %s)".formatted(AT));
        line(handle, "p-active", "B-1", "active", 1_000);
        line(handle, "p-pending", "B-1", "pendingActive", 500);
        line(handle, "p-ended", "B-1", "terminated", 10_000);
        line(handle, "p-counted", "B-2", "active", 2_000);
        line(handle, "p-raised", "B-3", "active", 5_000);
        product(handle, "p-port", "port", "S-1", "active", "{\"characteristics\":{\"speedMbps\":10000}}");
        product(handle, "p-odd", "internet-on-demand", "B-4", "active", "{}");
        handle.execute("insert into capacity_pool values ('location:B-2', 8000)");
        handle.execute("insert into capacity_claim values ('o/1/hold/1', 'location:B-2', 'p-counted', 2000, %s, null)"
                .formatted(AT));
        window(handle, "w-1", "raised", "p-raised", 200, 5_000);
        window(handle, "w-2", "reserved", "p-active", 1_000, 3_000);
        window(handle, "w-3", "completed", "p-active", 1_000, 9_000);
        handle.execute("update product set window_id = 'w-1' where id = 'p-raised'");
        for (String place : List.of("B-1", "B-2")) {
            handle.execute(
                    "insert into place values (?, 'building', '', '', '', '', '', '', 'US', 0, 0, '', '', 'fiber', 1, 0, %s)"
                            .formatted(AT),
                    place);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLineCountsAtItsBuildingOnce(TestDatabase kind) {
        try (Database after = kind.openAfter("5", CapacityMigrationTest::fill)) {
            assertThat(column(after, """
                            select owner || ' ' || pool || ' ' || mbps || case when until_at is null then '' else ' until' end
                            from capacity_claim order by owner"""))
                    .containsExactlyInAnyOrder(
                            "V6/p-active location:B-1 1000",
                            "V6/p-odd location:B-4 0",
                            "V6/p-pending location:B-1 500",
                            "V6/p-raised location:B-3 200",
                            "o/1/hold/1 location:B-2 2000",
                            "w-1/p-raised location:B-3 5000 until",
                            "w-2/p-active location:B-1 3000 until");
            assertThat(column(after, "select id || ' ' || total from capacity_pool order by id"))
                    .containsExactly(
                            "location:B-1 1000000000000",
                            "location:B-2 8000",
                            "location:B-3 1000000000000",
                            "location:B-4 1000000000000");
            assertThat(column(after, "select id || ' ' || capacity from place order by id"))
                    .containsExactly("B-1 0", "B-2 8000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOlderProcessesSoldAndEndedMeanwhileIsCountedAsOperationsSays(TestDatabase kind) {
        try (Database database = kind.open("turnup", 1)) {
            database.jdbi().useHandle(CapacityMigrationTest::sellMeanwhile);
            for (int n = 0; n < 2; n++) {
                database.jdbi().useTransaction(tx -> recount().forEach(tx::execute));
                assertThat(column(database, "select owner || ' ' || mbps from capacity_claim order by owner"))
                        .containsExactlyInAnyOrder(
                                "V6/p-changed 2000",
                                "V6/p-changing 1000",
                                "V6/p-sold 300",
                                "o/1/hold/1 4000",
                                "w-1/p-sold 900");
            }
            assertThat(column(database, "select id || ' ' || total from capacity_pool order by id"))
                    .containsExactly("location:B-1 7000", "location:B-2 1000000000000");
        }
    }

    private static void sellMeanwhile(Handle handle) {
        handle.execute("insert into tenant (id, name, created_at) values ('acme', 'Acme', %s)".formatted(AT));
        line(handle, "p-sold", "B-2", "active", 300);
        line(handle, "p-changed", "B-1", "active", 2_000);
        line(handle, "p-changing", "B-1", "active", 1_000);
        line(handle, "p-ended", "B-1", "terminated", 500);
        window(handle, "w-1", "reserved", "p-sold", 300, 900);
        handle.execute("insert into capacity_pool values ('location:B-1', 7000)");
        for (String claim : List.of(
                "V6/p-changed p-changed 1000",
                "V6/p-changing p-changing 1000",
                "o/1/hold/1 p-changing 4000",
                "V6/p-ended p-ended 500")) {
            String[] part = claim.split(" ");
            handle.execute(
                    "insert into capacity_claim values (?, 'location:B-1', ?, ?, %s, null)".formatted(AT),
                    part[0],
                    part[1],
                    Long.parseLong(part[2]));
        }
    }

    private static List<String> recount() {
        String begin = "-- lines into buildings, counted again";
        try {
            String page = Files.readString(Path.of("..", "docs", "operations.md"));
            String sql = page.substring(page.indexOf(begin) + begin.length());
            return Stream.of(sql.substring(0, sql.indexOf("```")).split(";"))
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
