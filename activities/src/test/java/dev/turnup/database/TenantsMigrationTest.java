package dev.turnup.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.ApiKeys.KeyRow;
import dev.turnup.intake.Page;
import dev.turnup.intake.Right;
import dev.turnup.intake.Scope;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys and products from before V9: after it keys may what they could, and products count, on either database. */
class TenantsMigrationTest {
    private static final String AT = "timestamp with time zone '2026-01-01 00:00:00+00'";

    private static void product(Handle handle, String id, String offering, String state, String body) {
        handle.execute("""
                insert into product_order (id, tenant, state, mode, body, plan, created_at)
                values (?, 'acme', 'completed', 'allOrNothing', '{}', '{}', %s)""".formatted(AT), "o-" + id);
        handle.execute("""
                insert into product (id, tenant, order_id, item_id, offering, name, state, body, receipts, per_hour,
                    currency, created_at)
                values (?, 'acme', ?, '1', ?, 'x', ?, ?, '{}', 1, 'USD', %s)""".formatted(AT), id, "o-" + id, offering, state, body);
        handle.execute(
                "insert into order_item (order_id, id, position, state, product_id) values (?, '1', 1, 'completed', ?)",
                "o-" + id,
                id);
    }

    private static void fill(Handle handle) {
        handle.execute("insert into tenant (id, name, created_at) values ('acme', 'Acme', %s)".formatted(AT));
        for (String role : List.of("customer", "operator")) {
            handle.execute(
                    "insert into api_key (key_hash, tenant, role, name, created_at) values (?, 'acme', ?, ?, %s)"
                            .formatted(AT),
                    role.repeat(8),
                    role,
                    role);
        }
        product(handle, "line", "internet-on-demand", "active", "{\"characteristics\":{\"speedMbps\":1000,\"x\":1}}");
        product(handle, "port", "port", "active", "{\"characteristics\":{\"speedMbps\":10000}}");
        product(handle, "bundle", "port", "active", "{\"characteristics\":{\"speedMbps\":10000,\"members\":4}}");
        product(handle, "gone", "internet-on-demand", "terminated", "{\"characteristics\":{\"speedMbps\":1000}}");
        product(handle, "odd", "internet-on-demand", "active", "{}");
    }

    @ParameterizedTest
    @EnumSource
    void keysAndProductsAreThereAsBefore(TestDatabase kind) {
        try (Database after = kind.openAfter("6", TenantsMigrationTest::fill)) {
            after.jdbi().useHandle(handle -> handle.execute("""
                    insert into api_key (key_hash, tenant, role, name, created_at)
                    values ('late', 'acme', 'customer', 'of the build before', %s)""".formatted(AT)));
            List<KeyRow> keys = new ApiKeys(after.jdbi(), InstantSource.system())
                    .list(new Scope("provider", true), null, null, new Page(0, 10));
            assertThat(keys).extracting(KeyRow::id).doesNotHaveDuplicates().allMatch(id -> id.startsWith("key-"));
            assertThat(keys)
                    .allSatisfy(key -> assertThat(key.allRights()).isEqualTo(Right.usual(key.role())))
                    .hasSize(3);
            List<String> items = after.jdbi()
                    .withHandle(handle -> handle.createQuery(
                                    "select product_id || ' ' || ports || ' ' || mbps from order_item")
                            .mapTo(String.class)
                            .list());
            assertThat(items).containsExactlyInAnyOrder("line 0 1000", "port 1 0", "bundle 4 0", "gone 0 0", "odd 0 0");
        }
    }
}
