package dev.turnup.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.OnceOnly.Call;
import dev.turnup.intake.OnceOnly.Result;
import dev.turnup.intake.OrderReads.OrderFilter;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedItem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What intake stores and finds, on either database. */
class StoresTest {
    private static final Instant AT = Instant.parse("2026-11-01T05:30:00.123Z");
    private static final Scope ACME = new Scope("acme", false);
    private static final Caller CALLER =
            new Caller("acme", Caller.Role.customer, "key", "key-1", Set.of(Right.read, Right.write), null);

    private static Database open(TestDatabase kind) {
        Database database = kind.open("turnup");
        new ApiKeys(database.jdbi(), InstantSource.system()).addTenant("acme", "Acme");
        return database;
    }

    private static NewOrder order(String id) {
        PlannedItem item = new PlannedItem(
                "1",
                "add",
                "port",
                "Port",
                id + "-1",
                null,
                List.of(),
                List.of(),
                new BigDecimal("0.2700"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                List.of());
        OrderRequest.Item requested = new OrderRequest.Item("1", "add", "port", null, null, Map.of(), List.of());
        return new NewOrder(
                new Plan(id, "acme", CompletionMode.allOrNothing, "USD", List.of(item)),
                new OrderRequest(CompletionMode.allOrNothing, List.of(requested)),
                "{}",
                List.of("PO-1"),
                List.of(new NewOrder.Secret("s-" + id, "hidden")),
                AT,
                AT,
                null);
    }

    @ParameterizedTest
    @EnumSource
    void placesAndStockAreLoadedOnce(TestDatabase kind) {
        try (Database database = open(kind)) {
            PlaceData.load(database, InstantSource.system());
            PlaceData.load(database, InstantSource.system());

            database.jdbi()
                    .useHandle(handle -> Map.of(
                                    "place",
                                    80L,
                                    "location_1",
                                    3_669L,
                                    "port_unit",
                                    80L * 2 * 64,
                                    "ip_prefix",
                                    8_192L,
                                    "vni",
                                    4_096L)
                            .forEach((table, rows) -> assertThat(handle.createQuery("select count(*) from " + table)
                                            .mapTo(long.class)
                                            .one())
                                    .as(table)
                                    .isEqualTo(rows)));
            StoredInventory inventory = new StoredInventory(database.jdbi());
            assertThat(inventory.place("EQIX-DC2").orElseThrow().onRamps()).containsKeys("aws", "azure");
            assertThat(inventory.place("BLD-000001").orElseThrow().ways()).isEmpty();
            assertThat(inventory.place("nowhere")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrderIsFoundByItsTenantOnly(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.jdbi().useTransaction(tx -> OrderIntake.store(tx, order("o1")));
            database.jdbi().useTransaction(tx -> OrderIntake.store(tx, order("o2")));

            OrderReads reads = database.jdbi().onDemand(OrderReads.class);
            OrderFilter all = new OrderFilter(null, null, null);
            assertThat(reads.find(ACME, "o1").orElseThrow().createdAt()).isEqualTo(AT);
            assertThat(reads.find(new Scope("other", false), "o1")).isEmpty();
            assertThat(reads.find(new Scope("provider", true), "o1")).isPresent();
            assertThat(reads.list(ACME, all, "created_at desc, id", new Page(1, 10)))
                    .hasSize(1);
            assertThat(reads.count(ACME, new OrderFilter(null, "acknowledged", "PO-1")))
                    .isEqualTo(2);
            assertThat(reads.count(ACME, new OrderFilter("o1", "held", null))).isZero();
            assertThat(reads.states(List.of("o1", "o2"))).hasSize(4);
            assertThat(new StoredInventory(database.jdbi())
                            .product("acme", "o1-1")
                            .orElseThrow()
                            .state())
                    .isEqualTo("pendingActive");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofRacingCallsWithOneKeyOneIsDone(TestDatabase kind) throws InterruptedException, ExecutionException {
        try (Database database = open(kind)) {
            OnceOnly once = new OnceOnly(database.jdbi(), InstantSource.system());
            Call call = Call.of(CALLER, "k", "/orders", "{}".getBytes(StandardCharsets.UTF_8));
            List<Future<Result>> results = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int n = 0; n < 4; n++) {
                    String id = "o" + n;
                    results.add(threads.submit(() ->
                            once.run(call, 201, "{\"id\":\"" + id + "\"}", tx -> OrderIntake.store(tx, order(id)))));
                }
            }
            List<String> answers = new ArrayList<>();
            for (Future<Result> result : results) {
                if (result.get() instanceof Result.Answered answered) {
                    answers.add(answered.answer());
                }
            }
            assertThat(answers).isNotEmpty();
            assertThat(answers.stream().distinct()).hasSize(1);
            assertThat(database.jdbi().onDemand(OrderReads.class).count(ACME, new OrderFilter(null, null, null)))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatGotNoConnectionIsNotTakenForTheSecondWithItsKey(TestDatabase kind) {
        try (Database database = kind.open("turnup", 1);
                Handle held = database.jdbi().open()) {
            OnceOnly once = new OnceOnly(database.jdbi(), InstantSource.system());

            assertThat(held.isClosed()).isFalse();
            assertThatThrownBy(() -> once.run(new Call("acme", null, "x"), 201, "{}", tx -> {}))
                    .isInstanceOfSatisfying(
                            JdbiException.class,
                            e -> assertThat(Database.isBusy(e)).isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrderIsPatchedAndMovedUntilItsStartIsTakenUp(TestDatabase kind) {
        try (Database database = open(kind)) {
            Instant later = AT.plusSeconds(60);
            database.jdbi().useTransaction(tx -> OrderIntake.store(tx, order("o1")));
            database.jdbi().useTransaction(tx -> {
                OrderPatches patches = new OrderPatches(tx, AT.minusSeconds(1));
                OrderReads.OrderRow order = patches.lock(ACME, "o1").orElseThrow();
                assertThat(patches.lock(new Scope("other", false), "o1")).isEmpty();
                assertThat(patches.begins(order)).contains(AT);
                assertThat(patches.begin(order, later)).isTrue();
                patches.write(order, "{\"x\":1}", order.plan(), later, List.of("PO-2"), List.of("x"), CALLER);
            });
            database.jdbi().useTransaction(tx -> {
                OrderPatches patches = new OrderPatches(tx, AT);
                OrderReads.OrderRow order = patches.lock(ACME, "o1").orElseThrow();
                assertThat(order.body()).isEqualTo("{\"x\":1}");
                assertThat(order.expectedAt()).isEqualTo(later);
                assertThat(patches.begins(order)).contains(later);
                tx.execute("update outbox set attempts = 1");
                assertThat(patches.begins(order)).isEmpty();
                assertThat(patches.begin(order, AT)).isFalse();
            });
            OrderReads reads = database.jdbi().onDemand(OrderReads.class);
            assertThat(reads.count(ACME, new OrderFilter(null, null, "PO-2"))).isEqualTo(1);
            assertThat(reads.count(ACME, new OrderFilter(null, null, "PO-1"))).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofALockAndADeletionTheFirstWins(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.jdbi().useTransaction(tx -> OrderIntake.store(tx, order("o1")));
            database.jdbi().useTransaction(tx -> {
                tx.execute("update product set state = 'active'");
                OrderTables tables = tx.attach(OrderTables.class);
                DeletionLocks locks = tx.attach(DeletionLocks.class);
                assertThat(locks.lock(new Scope("other", false), "o1-1")).isEmpty();
                assertThat(locks.lock(ACME, "o1-1").orElseThrow().state()).isEqualTo("active");
                locks.set("o1", "o1-1", "the final on Saturday", AT);
                assertThat(tables.changing("o2", "acme", "o1-1", "delete", null, 0))
                        .isZero();
                locks.set("o1", "o1-1", null, AT);
                assertThat(tables.changing("o1", "acme", "o1-1", "delete", null, 1))
                        .isZero();
                assertThat(tables.canBeBuiltOn("o1-1", 0, "o3")).isTrue();
                assertThat(tables.canBeBuiltOn("o1-1", 1, "o3")).isFalse();
                assertThat(tables.changing("o1", "acme", "o1-1", "delete", null, 0))
                        .isEqualTo(1);
                assertThat(tables.canBeBuiltOn("o1-1", 0, "o3")).isFalse();
                assertThat(tables.canBeBuiltOn("o1-1", 0, "o1")).isTrue();
                assertThat(locks.isDeletedBy("o1", "o1-1")).isFalse();
                tx.execute("update order_item set action = 'delete'");
                assertThat(locks.isDeletedBy("o1", "o1-1")).isTrue();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBookingIsSeenFromItsRaiseOnAndByADeleteBeforeThat(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.jdbi().useTransaction(tx -> OrderIntake.store(tx, order("o1")));
            database.jdbi().useTransaction(tx -> {
                tx.execute("""
                        insert into event_window (id, tenant, time_zone, local_start, local_end, raise_at, start_at, end_at,
                            state, currency, created_at) values ('w', 'acme', 'UTC', '', '', ?, ?, ?, 'reserved', 'USD', ?)""", AT, AT, AT, AT);
                tx.execute("insert into window_product values ('w', 1, 'o1-1', 1, 2, 1, 2)");
                OrderTables tables = tx.attach(OrderTables.class);
                assertThat(tables.isBooked("o1-1", AT, false)).isTrue();
                assertThat(tables.isBooked("o1-1", AT.minusSeconds(1), false)).isFalse();
                assertThat(tables.isBooked("o1-1", AT.minusSeconds(1), true)).isTrue();
                tx.execute("update event_window set state = 'cancelled'");
                assertThat(tables.isBooked("o1-1", AT, true)).isFalse();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsKnownByItsHash(TestDatabase kind) {
        try (Database database = open(kind)) {
            ApiKeys keys = new ApiKeys(database.jdbi(), InstantSource.system());

            String key = keys.create("acme", Caller.Role.customer, "laptop");
            String operators = keys.create("", Caller.Role.operator, "olga");

            Caller caller = keys.find(key).orElseThrow();
            assertThat(caller.tenant()).isEqualTo("acme");
            assertThat(caller.actor()).isEqualTo("customer laptop");
            assertThat(caller.rights()).containsExactlyInAnyOrder(Right.read, Right.write);
            assertThat(caller.suspended()).isNull();
            assertThat(keys.find(operators).orElseThrow().tenant()).isEqualTo(Caller.PROVIDER);
            assertThat(keys.find(key + "x")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theInboxesAreListed(TestDatabase kind) {
        try (Database database = open(kind)) {
            Page page = new Page(0, 10);
            assertThat(database.jdbi()
                            .onDemand(FalloutReads.class)
                            .list(new FalloutReads.FalloutFilter(true, null, null, null), page))
                    .isEmpty();
            assertThat(database.jdbi()
                            .onDemand(FalloutReads.class)
                            .count(new FalloutReads.FalloutFilter(null, "o", "acme", "X")))
                    .isZero();
            assertThat(database.jdbi().onDemand(CancelTasks.class).list(ACME, null, "done", page))
                    .isEmpty();
            assertThat(database.jdbi()
                            .onDemand(ProductReads.class)
                            .list(ACME, new ProductReads.ProductFilter(null, "active", null, null), "id", page))
                    .isEmpty();
            assertThat(database.jdbi().onDemand(StepReads.class).steps("o")).isEmpty();
        }
    }
}
