package dev.turnup.window.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.Json;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.PlaceData;
import dev.turnup.intake.ProductBody;
import dev.turnup.intake.Scope;
import dev.turnup.intake.StoredInventory;
import dev.turnup.intake.WindowIntake;
import dev.turnup.intake.WindowReads;
import dev.turnup.intake.WindowReads.WindowRow;
import dev.turnup.intake.WindowRefused;
import dev.turnup.order.SearchKeys;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.Placement;
import dev.turnup.plan.Problem;
import dev.turnup.window.WindowCheck;
import dev.turnup.window.WindowDraft;
import dev.turnup.window.WindowLook;
import dev.turnup.window.WindowRequest;
import dev.turnup.window.WindowStart;
import dev.turnup.window.WindowState;
import dev.turnup.window.records.WindowOrders.Made;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is stored of windows, and found, on either database. */
class WindowStoresTest {
    private static final Instant START = Instant.parse("2026-12-05T19:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(4));
    private static final String PRODUCT = "o-1";

    private Instant now = START.minus(Duration.ofDays(1));

    private static Database open(TestDatabase kind) {
        Database database = kind.open("turnup");
        new ApiKeys(database.jdbi(), () -> START).addTenant("acme", "Acme");
        PlaceData.load(database, InstantSource.system());
        database.jdbi().useHandle(WindowStoresTest::addProduct);
        return database;
    }

    private static void addProduct(Handle handle) {
        handle.execute("""
                insert into product_order (id, tenant, state, mode, body, plan, created_at, ended_at)
                values ('o', 'acme', 'completed', 'allOrNothing', '{}', '{}', ?, ?)""", START, START);
        handle.execute("""
                insert into order_item (order_id, id, position, state, product_id, committed_at)
                values ('o', '1', 1, 'completed', 'o-1', ?)""", START);
        String receipt = "{\"accessId\":\"L-1\",\"building\":\"BLD-003286\",\"technology\":\"fiber\"}";
        handle.execute("""
                insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, receipt)
                values ('o', '1', 'build-access', 1, 'access.test', 'APPLY', 'done', '{}', ?)""", receipt);
        handle.execute("""
                insert into product (id, tenant, order_id, item_id, offering, name, place, state, body, receipts,
                    per_hour, currency, created_at)
                values ('o-1', 'acme', 'o', '1', 'internet-on-demand', 'Line', 'BLD-003286', 'active', ?, ?, 1.25,
                    'USD', ?)""", body(1_000), "{\"build-access\":" + receipt + "}", START);
    }

    private static String body(int speed) {
        return Json.write(new ProductBody(Map.of("speedMbps", Json.tree(speed)), List.of()));
    }

    private WindowRow book(Database database, String id, Instant start, Instant end) {
        return book(database, id, request(database, start, end));
    }

    private WindowRequest request(Database database, Instant start, Instant end) {
        WindowReads reads = database.jdbi().onDemand(WindowReads.class);
        List<Problem> problems = new ArrayList<>();
        WindowDraft draft = new WindowDraft(
                "UTC", local(start), local(end), List.of(new WindowDraft.Item("product[0]", PRODUCT, 5_000L)));
        return new WindowCheck(Catalogue.load(), new StoredInventory(database.jdbi()), reads::usualSpeed)
                .check("acme", draft, now, problems)
                .orElseThrow(() -> new AssertionError(problems));
    }

    private WindowRow book(Database database, String id, WindowRequest request) {
        WindowRow row = new WindowRow(
                id,
                "acme",
                null,
                "UTC",
                local(request.start()),
                local(request.end()),
                request.raiseAt(),
                request.start(),
                request.end(),
                "reserved",
                "USD",
                now,
                null,
                null,
                null,
                null,
                null);
        database.jdbi().useTransaction(tx -> new WindowIntake(tx).book(row, request.raises()));
        return row;
    }

    private static String local(Instant instant) {
        return instant.toString().substring(0, 16);
    }

    private WindowJournal journal(Database database) {
        return new WindowJournal(database.jdbi(), orders(database), () -> now);
    }

    private static WindowOrders orders(Database database) {
        StoredInventory inventory = new StoredInventory(database.jdbi());
        List<AdapterProfile> adapters = Stream.of("access", "capacity", "qualification", "billing", "product")
                .map(capability -> new AdapterProfile(capability, "test", "", Placement.QUEUED, Duration.ZERO))
                .toList();
        return new WindowOrders(Catalogue::load, inventory, adapters);
    }

    /** As the workflow of its order would. */
    private void complete(Database database, int speed) {
        database.jdbi().useHandle(handle -> {
            handle.execute("update product_order set state = 'completed', ended_at = ? where ended_at is null", now);
            handle.execute("update product set changing_order = null, body = ?", body(speed));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aWindowGoesFromItsBookingToItsReturn(TestDatabase kind) {
        try (Database database = open(kind)) {
            WindowRow row = book(database, "window-1", START, END);
            WindowStart start = new WindowStart(row.id(), "acme");
            WindowJournal journal = journal(database);
            assertThat(journal.goOn(start).next()).isEqualTo(row.raiseAt());

            now = row.raiseAt();
            assertThat(journal.goOn(start).state()).isEqualTo(WindowState.raising);
            complete(database, 5_000);
            assertThat(journal.goOn(start).state()).isEqualTo(WindowState.raised);
            assertThat(inventory(database, "window_id")).isEqualTo("window-1");
            Instant later = END.plus(Duration.ofHours(1));
            database.jdbi()
                    .useTransaction(tx -> assertThat(new WindowIntake(tx).extend(row, local(later), later, now))
                            .isTrue());
            now = END;
            assertThat(journal.goOn(start).next()).isEqualTo(later);

            now = later;
            assertThat(journal.goOn(start).state()).isEqualTo(WindowState.returning);
            complete(database, 1_000);
            assertThat(journal.goOn(start).state()).isEqualTo(WindowState.completed);
            assertThat(inventory(database, "window_id")).isEqualTo("null");
            assertThat(database.jdbi().onDemand(WindowReads.class).orders(List.of("window-1")))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatProductsAreToGetBackIsReadOfThatOnWhichTheirRaiseIsPlanned(TestDatabase kind) {
        try (Database database = open(kind)) {
            WindowRow booked = book(database, "window-1", START, END);
            WindowTable windows = database.jdbi().onDemand(WindowTable.class);
            WindowTable.Row row = windows.find(booked.id());
            List<WindowTable.Product> products = windows.products(row.id());
            List<HeldProduct> before = orders(database).held(row, products);
            database.jdbi()
                    .useHandle(handle -> handle.execute("update product set version = 1, body = ?", body(2_000)));

            assertThat(orders(database).raise(row, products, before, row.raiseAt()))
                    .isInstanceOfSatisfying(
                            Made.Refused.class,
                            refused -> assertThat(refused.later()).isTrue());
            List<HeldProduct> held = orders(database).held(row, products);
            assertThat(orders(database).raise(row, products, held, row.raiseAt()))
                    .isInstanceOf(Made.Ready.class);
        }
    }

    private static String inventory(Database database, String column) {
        return database.jdbi()
                .withHandle(handle -> String.valueOf(handle.select("select " + column + " from product")
                        .mapTo(String.class)
                        .one()));
    }

    @ParameterizedTest
    @EnumSource
    void anotherWindowAtThatTimeIsRefusedAndOneAfterItIsNot(TestDatabase kind) {
        try (Database database = open(kind)) {
            WindowRow row = book(database, "window-1", START, END);
            assertThatThrownBy(() -> book(database, "window-2", END, END.plusSeconds(3_600)))
                    .isInstanceOf(WindowRefused.class)
                    .hasMessageContaining("window-1");
            Instant next = END.plus(WindowCheck.LEAD);
            book(database, "window-3", next, next.plusSeconds(3_600));
            assertThatThrownBy(() -> database.jdbi()
                            .useTransaction(tx -> new WindowIntake(tx).extend(row, local(next), next, now)))
                    .isInstanceOf(WindowRefused.class)
                    .hasMessageContaining("window-3");

            database.jdbi()
                    .useTransaction(tx -> assertThat(new WindowIntake(tx).cancel(row, "carl", null, now))
                            .isTrue());
            WindowReads reads = database.jdbi().onDemand(WindowReads.class);
            assertThat(reads.find(new Scope("acme", false), "window-1")
                            .orElseThrow()
                            .state())
                    .isEqualTo("cancelled");
            assertThat(reads.count(new Scope("acme", false), null, "reserved")).isEqualTo(1);
            List<String> owners = database.jdbi()
                    .withHandle(handle -> handle.select("select owner from capacity_claim")
                            .mapTo(String.class)
                            .list());
            assertThat(owners).containsOnly("window-3/" + PRODUCT); // on its line and at its building
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRaiseThatIsNotOverWhenItIsLookedAtIsLookedAtAgainWhenItIs(TestDatabase kind) {
        try (Database database = open(kind)) {
            WindowRow row = book(database, "window-1", START, END);
            WindowStart start = new WindowStart(row.id(), "acme");
            now = row.raiseAt();
            journal(database).goOn(start);
            Iterator<Instant> clock = List.of(END.minusMillis(1), END).iterator();

            WindowLook look = new WindowJournal(database.jdbi(), orders(database), clock::next).goOn(start);
            assertThat(look.next()).isEqualTo(END);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnOrderHasTakenSinceItWasJudgedIsNotBooked(TestDatabase kind) {
        try (Database database = open(kind)) {
            WindowRequest request = request(database, START, END);
            database.jdbi().useHandle(handle -> handle.execute("update product set changing_order = 'o-2'"));
            assertThatThrownBy(() -> book(database, "window-1", request))
                    .isInstanceOf(WindowRefused.class)
                    .hasMessageContaining("is being changed by o-2");

            database.jdbi().useHandle(handle -> handle.execute("update product set window_id = 'window-0'"));
            assertThat(book(database, "window-1", request).id()).isEqualTo("window-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void workflowsAreToldOnceOfWhatIsNewAndAnewOfWhatIsLate(TestDatabase kind) {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Json.payloads())
                        .build());
        SearchKeys.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        try (Database database = open(kind);
                TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options.build())) {
            WindowTeller teller = new WindowTeller(database.jdbi(), temporal.getWorkflowClient(), () -> now);
            WindowRow row = book(database, "window-1", START, END);
            assertThat(teller.tell()).isEqualTo(1);
            assertThat(teller.tell()).isZero();
            assertThat(teller.sweep()).isZero();

            now = row.raiseAt().plus(Duration.ofMinutes(2));
            assertThat(teller.sweep()).isEqualTo(1);
            assertThat(teller.sweep()).isZero();
            assertThat(teller.tell()).isEqualTo(1);
            journal(database).goOn(new WindowStart(row.id(), "acme"));
            now = now.plusSeconds(1);
            complete(database, 5_000);
            assertThat(teller.tell()).as("its order has ended").isEqualTo(1);
            assertThat(teller.tell()).isZero();

            now = END.plus(Duration.ofMinutes(2));
            assertThat(teller.late()).containsExactly("window-1");
            List<Integer> told = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                told.add(teller.sweep());
                now = now.plus(Duration.ofMinutes(2));
            }
            assertThat(told).as("each time that its wait has doubled").containsExactly(1, 1, 0, 1);
        }
    }
}
