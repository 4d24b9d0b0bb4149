package dev.turnup.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.ServiceKeys.Filter;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.ServiceKey;
import dev.turnup.plan.ServiceKey.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uses of service keys, on either database. */
class ServiceKeyStoresTest {
    private static final Instant AT = Instant.parse("2026-11-01T05:30:00.123Z");
    private static final Scope EAST = new Scope("east", false);

    /** With an active port of east, of which keys are made. */
    private static Database open(TestDatabase kind) {
        Database database = kind.open("turnup");
        ApiKeys tenants = new ApiKeys(database.jdbi(), InstantSource.system());
        tenants.addTenant("east", "East");
        tenants.addTenant("west", "West");
        database.jdbi().useTransaction(tx -> OrderIntake.store(tx, order("port", "east", "port", List.of())));
        database.jdbi().useHandle(handle -> handle.execute("update product set state = 'active'"));
        return database;
    }

    private static String key(Database database, String id, boolean singleUse, Instant expiresAt) {
        ServiceKey key =
                new ServiceKey(id, "east", "port-1", "for West", 1_000, singleUse, expiresAt, AT, null, State.active);
        database.jdbi().useExtension(ServiceKeys.class, keys -> keys.add(key, "hash of " + id));
        return id;
    }

    private static NewOrder order(String id, String tenant, String offering, List<String> reliesOn) {
        List<OrderRequest.Relation> relations = reliesOn.stream()
                .map(base -> new OrderRequest.Relation(null, base))
                .toList();
        OrderRequest.Item requested = new OrderRequest.Item("1", "add", offering, null, null, Map.of(), relations);
        return OneItem.order(id, tenant, requested, id + "-1", AT);
    }

    private static void use(Database database, String id, String key) {
        database.jdbi().useTransaction(tx -> OrderIntake.store(tx, order(id, "west", "virtual-circuit", List.of(key))));
    }

    private static void state(Database database, String order, String state) {
        database.jdbi()
                .useHandle(handle -> handle.execute("update product set state = ? where order_id = ?", state, order));
    }

    private static State state(Database database, String key) {
        return database.jdbi()
                .withExtension(ServiceKeys.class, keys -> keys.find(EAST, key, AT))
                .orElseThrow()
                .state();
    }

    @ParameterizedTest
    @EnumSource
    void of_two_orders_at_once_one_uses_a_single_use_key(TestDatabase kind) throws Exception {
        try (Database database = open(kind);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int n = 0; n < 10; n++) {
                String key = key(database, "sk_" + n, true, null);
                CyclicBarrier both = new CyclicBarrier(2);
                List<Future<String>> uses = List.of("a" + n, "b" + n).stream()
                        .map(id -> threads.submit((Callable<String>) () -> {
                            database.jdbi().useTransaction(tx -> {
                                tx.execute("select 1"); // the connection is there
                                both.await();
                                OrderIntake.store(tx, order(id, "west", "virtual-circuit", List.of(key)));
                            });
                            return id;
                        }))
                        .toList();
                long refused = 0;
                for (Future<String> use : uses) {
                    try {
                        use.get();
                    } catch (ExecutionException busy) {
                        assertThat(busy).hasCauseInstanceOf(ProductBusy.class).hasMessageContaining("'" + key + "'");
                        refused++;
                    }
                }
                assertThat(refused).isEqualTo(1);
                assertThat(database.jdbi().onDemand(ServiceKeys.class).connections(List.of(key)))
                        .hasSize(1);
                assertThat(state(database, key)).isEqualTo(State.used);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_never_active_gives_a_key_back(TestDatabase kind) {
        try (Database database = open(kind)) {
            String key = key(database, "sk_1", true, null);
            use(database, "o1", key);
            assertThatThrownBy(() -> use(database, "o2", key)).isInstanceOf(ProductBusy.class);
            state(database, "o1", "cancelled");
            use(database, "o3", key);
            state(database, "o3", "terminated");
            assertThatThrownBy(() -> use(database, "o4", key))
                    .isInstanceOf(ProductBusy.class)
                    .hasMessageNotContaining("port-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_key_that_has_ended_since_an_order_was_judged_is_not_used(TestDatabase kind) {
        try (Database database = open(kind)) {
            String expired = key(database, "sk_1", false, AT);
            String revoked = key(database, "sk_2", false, null);
            String open = key(database, "sk_3", false, AT.plusMillis(1));
            ServiceKeys keys = database.jdbi().onDemand(ServiceKeys.class);
            assertThat(keys.revoke(new Scope("west", false), revoked, AT)).isZero();
            assertThat(keys.revoke(EAST, revoked, AT)).isEqualTo(1);

            for (String key : List.of(expired, revoked)) {
                assertThatThrownBy(() -> use(database, "x" + key, key)).isInstanceOf(ProductBusy.class);
            }
            use(database, "o1", open);
            use(database, "o2", open);
            assertThat(keys.list(EAST, new Filter(null, "port-1", null), new Page(0, 10), AT))
                    .extracting(ServiceKey::state)
                    .containsExactly(State.expired, State.revoked, State.active);
            assertThat(keys.count(EAST, new Filter(null, null, "revoked"), AT)).isEqualTo(1);
            assertThat(keys.count(new Scope("west", false), new Filter(null, null, null), AT))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keys_of_a_suspended_owner_are_not_used_until_it_is_resumed(TestDatabase kind) {
        try (Database database = open(kind)) {
            String key = key(database, "sk_1", false, null);
            for (String suspended : List.of("east", "group")) {
                database.jdbi().useHandle(handle -> {
                    handle.execute(
                            "insert into tenant (id, name, created_at) values ('group', 'Group', ?)"
                                    + " on conflict do nothing",
                            AT);
                    handle.execute("update tenant set parent = 'group' where id = 'east'");
                    handle.execute("update tenant set suspended_at = ? where id = ?", AT, suspended);
                });
                assertThat(state(database, key)).isEqualTo(State.suspended);
                assertThatThrownBy(() -> use(database, "o1", key)).isInstanceOf(ProductBusy.class);
                database.jdbi().useHandle(handle -> handle.execute("update tenant set suspended_at = null"));
            }
            use(database, "o2", key);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_ports_owner_is_told_of_keys_and_not_of_products(TestDatabase kind) {
        try (Database database = open(kind)) {
            String key = key(database, "sk_1", false, null);
            use(database, "o1", key);
            use(database, "o2", key);
            StoredInventory inventory = new StoredInventory(database.jdbi());

            assertThat(inventory.dependents("port-1")).containsExactly("sk_1");
            assertThat(database.jdbi().onDemand(ServiceKeys.class).onPorts(List.of("port-1", "o1-1")))
                    .hasSize(2)
                    .allSatisfy(connection -> assertThat(connection.reliesOn()).isEqualTo("port-1"));
            assertThat(inventory.base("west", "sk_1").orElseThrow().id()).isEqualTo("port-1");
            assertThat(inventory.product("west", "sk_1")).isEmpty();
            assertThat(inventory.product("west", "port-1")).isEmpty();
            assertThat(inventory.base("west", "port-1")).isEmpty();
            assertThat(inventory.product("west", "o1-1").orElseThrow().reliesOn())
                    .containsExactly("sk_1");
        }
    }
}
