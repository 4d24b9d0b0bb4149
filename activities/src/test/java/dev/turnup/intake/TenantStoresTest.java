package dev.turnup.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.ApiKeys.KeyRow;
import dev.turnup.intake.Tenants.TenantFilter;
import dev.turnup.intake.Tenants.TenantRow;
import dev.turnup.plan.OrderRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tenants, their keys and their limits, on either database. */
class TenantStoresTest {
    private static final Instant AT = Instant.parse("2026-11-01T05:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(AT);

    private Database open(TestDatabase kind) {
        Database database = kind.open("turnup", 8);
        ApiKeys keys = keys(database);
        keys.addTenant("acme", "Acme");
        keys.addTenant("other", "Other");
        return database;
    }

    private ApiKeys keys(Database database) {
        return new ApiKeys(database.jdbi(), now::get);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsGoodUntilItExpiresOrIsRevoked(TestDatabase kind) {
        try (Database database = open(kind)) {
            ApiKeys keys = keys(database);
            ApiKeys.Made dated =
                    keys.make("acme", Caller.Role.customer, "dated", Set.of(Right.read), AT.plusSeconds(60));
            ApiKeys.Made revoked = keys.make("acme", Caller.Role.customer, "revoked", EnumSet.allOf(Right.class), null);
            assertThat(keys.find(dated.key()).orElseThrow().rights()).containsExactly(Right.read);

            assertThat(keys.revoke(new Scope("other", false), revoked.row().id()))
                    .isFalse();
            assertThat(keys.find(revoked.key())).isPresent();
            assertThat(keys.revoke(new Scope("acme", false), revoked.row().id()))
                    .isTrue();
            assertThat(keys(database).find(revoked.key())).isEmpty();

            now.set(AT.plusSeconds(60));
            assertThat(keys.find(dated.key())).isEmpty();
            assertThat(keys.list(new Scope("acme", false), null, null, new Page(0, 10)))
                    .extracting(KeyRow::usedAt)
                    .containsOnly(Instant.parse("2026-11-01T05:00:00Z"));
            assertThat(keys.count(new Scope("other", false), null, null)).isZero();
            assertThat(keys.count(
                            new Scope("provider", true), "acme", dated.row().id()))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRotatedKeyIsGoodForTheOverlapAndNoLongerThanItWasToBe(TestDatabase kind) {
        try (Database database = open(kind)) {
            ApiKeys keys = keys(database);
            ApiKeys.Made old =
                    keys.make("acme", Caller.Role.customer, "portal", Set.of(Right.read), AT.plusSeconds(100));

            ApiKeys.Made fresh =
                    keys.rotate(old.row(), Duration.ofSeconds(60), null).orElseThrow();

            assertThat(keys.find(old.key())).isPresent();
            assertThat(keys.find(fresh.key()).orElseThrow().rights()).containsExactly(Right.read);
            assertThat(keys.rotate(old.row(), Duration.ofDays(1), null)).isPresent();
            now.set(AT.plusSeconds(60));
            assertThat(keys.find(old.key())).isEmpty();
            assertThat(keys.find(fresh.key())).isPresent();
            assertThat(keys.rotate(old.row(), Duration.ofDays(1), null)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSuspendedTenantsSubAccountsAreSuspendedToo(TestDatabase kind) {
        try (Database database = open(kind)) {
            Tenants tenants = database.jdbi().onDemand(Tenants.class);
            assertThat(tenants.add(tenant("branch", "acme", null))).isEqualTo(1);
            assertThat(tenants.add(tenant("branch", "other", null))).isZero();
            String key = keys(database).create("branch", Caller.Role.customer, "till");
            assertThat(keys(database).find(key).orElseThrow().suspended()).isNull();

            tenants.change(tenant("acme", null, "unpaid"));

            assertThat(keys(database).find(key).orElseThrow().suspended()).isEqualTo("unpaid");
            assertThat(tenants.suspended("branch")).contains("unpaid");
            assertThat(tenants.suspended("other")).isEmpty();
            assertThat(tenants.isManaged("branch", "acme")).isTrue();
            assertThat(tenants.isManaged("acme", "branch")).isFalse();
            assertThat(tenants.list(new TenantFilter(null, "acme", false), new Page(0, 10)))
                    .extracting(TenantRow::id)
                    .containsExactly("branch");
            assertThat(tenants.count(new TenantFilter(null, null, true))).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofOrdersAtOnceOnlySoManyPassAsTheLimitAllows(TestDatabase kind) throws InterruptedException {
        try (Database database = open(kind)) {
            limit(database, "acme", 3, null, null);
            List<Future<String>> results;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                results = threads.invokeAll(IntStream.range(0, 8)
                        .<Callable<String>>mapToObj(n -> () -> placeOnce(database, "o" + n))
                        .toList());
            }

            assertThat(results.stream().filter(result -> result.state() == Future.State.SUCCESS))
                    .hasSize(3);
            assertThat(results.stream()
                            .filter(result -> result.state() == Future.State.FAILED)
                            .map(Future::exceptionNow))
                    .hasSize(5)
                    .allSatisfy(failure -> assertThat(failure).isInstanceOfSatisfying(LimitReached.class, limit -> {
                        assertThat(limit.limit()).isEqualTo("openOrders");
                        assertThat(limit.most()).isEqualTo(3);
                        assertThat(limit.current()).isEqualTo(3);
                        assertThat(limit.asked()).isEqualTo(1);
                    }));
            place(database, "other", "free", "port", Map.of(), "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasNoLimitsWaitsForNobody(TestDatabase kind) {
        try (Database database = open(kind)) {
            limit(database, "acme", null, null, null);
            limit(database, "other", null, 3, null);

            placeMeanwhile(database, "acme");
            assertThatThrownBy(() -> placeMeanwhile(database, "other")).hasCauseInstanceOf(JdbiException.class);
        }
    }

    /** Places an order while another one of the tenant is being placed. */
    private static void placeMeanwhile(Database database, String tenant) {
        Runnable other = () -> place(database, tenant, "o-" + tenant, "port", Map.of(), "");
        database.jdbi()
                .useTransaction(tx -> TenantLimits.keep(
                        tx, tenant, () -> CompletableFuture.runAsync(other).join()));
    }

    @ParameterizedTest
    @EnumSource
    void portsAreCountedByTheirMembersUntilTheyAreGone(TestDatabase kind) {
        try (Database database = open(kind)) {
            limit(database, "acme", null, 3, null);
            place(database, "acme", "o1", "port", Map.of("members", 2), "");

            assertThatThrownBy(() -> place(database, "acme", "o2", "port", Map.of("members", 2), ""))
                    .isInstanceOf(LimitReached.class)
                    .hasMessage("ports: at most 3, there are 2, and 2 more are asked for");
            place(database, "acme", "o3", "port", Map.of("speedMbps", 100_000), "");
            database.jdbi().useHandle(tx -> tx.execute("update product set state = 'terminated' where id = 'o1-1'"));
            place(database, "acme", "o4", "port", Map.of("members", 2), "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void speedCountsChangesOnTheirWayAndBookedWindows(TestDatabase kind) {
        try (Database database = open(kind)) {
            limit(database, "acme", null, null, 1_000L);
            place(database, "acme", "o1", "internet-on-demand", Map.of("speedMbps", 400), "");
            end(database, "o1", AT);
            place(database, "acme", "o2", "internet-on-demand", Map.of("speedMbps", 900), "o1-1");
            assertThatThrownBy(() -> place(database, "acme", "o3", "virtual-circuit", Map.of("speedMbps", 200), ""))
                    .hasMessage("speedMbps: at most 1000, there are 900, and 200 more are asked for");
            end(database, "o2", null);
            place(database, "acme", "o4", "virtual-circuit", Map.of("speedMbps", 200), "");
            end(database, "o4", AT);

            database.jdbi().useHandle(tx -> {
                tx.execute("""
                        insert into event_window (id, tenant, time_zone, local_start, local_end, raise_at, start_at, end_at,
                            state, currency, created_at) values ('w', 'acme', 'UTC', '', '', ?, ?, ?, 'reserved', 'USD', ?)""", AT, AT, AT, AT);
                tx.execute("insert into window_product values ('w', 1, 'o1-1', 400, 800, 1, 2)");
            });
            assertThatThrownBy(() -> place(database, "acme", "o5", "virtual-circuit", Map.of("speedMbps", 1), ""))
                    .hasMessage("speedMbps: at most 1000, there are 1000, and 1 more are asked for");
            limit(database, "acme", null, null, 10L);
            place(database, "acme", "o6", "internet-on-demand", Map.of("speedMbps", 100), "o1-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLimitsOfATenantAreThoseOfAllItsSubAccountsTogether(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.jdbi().onDemand(Tenants.class).add(tenant("branch", "acme", null));
            limit(database, "acme", 2, null, null);
            limit(database, "branch", 2, null, null);
            place(database, "acme", "o1", "port", Map.of(), "");
            place(database, "branch", "o2", "port", Map.of(), "");

            assertThatThrownBy(() -> place(database, "branch", "o3", "port", Map.of(), ""))
                    .isInstanceOfSatisfying(
                            LimitReached.class,
                            limit -> assertThat(limit.tenant()).isEqualTo("acme"));
        }
    }

    private static TenantRow tenant(String id, @Nullable String parent, @Nullable String suspended) {
        return new TenantRow(id, id, parent, AT, suspended == null ? null : AT, suspended, null, null, null);
    }

    private static void limit(
            Database database, String tenant, @Nullable Integer orders, @Nullable Integer ports, @Nullable Long mbps) {
        database.jdbi().useExtension(Tenants.class, tenants -> {
            tenants.addLimits(tenant);
            tenants.changeLimits(new TenantRow(tenant, "", null, AT, null, null, orders, ports, mbps));
        });
    }

    /** As intake does it: the row of its Idempotency-Key refers to the tenant, too. */
    private static String placeOnce(Database database, String order) {
        OnceOnly once = new OnceOnly(database.jdbi(), InstantSource.system());
        OnceOnly.Call call = new OnceOnly.Call("acme", order, "x");
        once.run(
                call,
                201,
                "{}",
                tx -> TenantLimits.keep(
                        tx, "acme", () -> OrderIntake.store(tx, order(tx, "acme", order, "port", Map.of(), ""))));
        return order;
    }

    /** @param product that is changed; empty for a new one */
    private static void place(
            Database database,
            String tenant,
            String order,
            String offering,
            Map<String, Integer> characteristics,
            String product) {
        database.jdbi()
                .useTransaction(tx -> TenantLimits.keep(
                        tx,
                        tenant,
                        () -> OrderIntake.store(tx, order(tx, tenant, order, offering, characteristics, product))));
    }

    private static NewOrder order(
            Handle tx,
            String tenant,
            String id,
            String offering,
            Map<String, Integer> characteristics,
            String product) {
        boolean added = product.isEmpty();
        Map<String, JsonNode> values = characteristics.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Json.tree(one.getValue())));
        OrderRequest.Item requested = new OrderRequest.Item(
                "1",
                added ? "add" : "modify",
                offering,
                offering,
                added ? null : product,
                null,
                null,
                values,
                List.of(),
                List.of(),
                List.of(),
                added ? null : new OrderRequest.Basis(version(tx, product), null),
                null);
        return OneItem.order(id, tenant, requested, added ? id + "-1" : product, AT);
    }

    private static int version(Handle tx, String product) {
        return tx.createQuery("select version from product where id = :id")
                .bind("id", product)
                .mapTo(int.class)
                .one();
    }

    /** @param committed null where it failed */
    private static void end(Database database, String order, @Nullable Instant committed) {
        database.jdbi().useTransaction(tx -> {
            tx.execute("update product_order set ended_at = ? where id = ?", AT, order);
            tx.execute("update product set state = 'active', changing_order = null");
            tx.createUpdate("update order_item set state = 'completed', committed_at = :at where order_id = :order")
                    .bind("at", committed)
                    .bind("order", order)
                    .execute();
        });
    }
}
