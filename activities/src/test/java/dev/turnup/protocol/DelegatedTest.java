package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Scope;
import dev.turnup.intake.ServiceKeys;
import dev.turnup.intake.Sha256;
import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.ServiceKey;
import dev.turnup.plan.ServiceKey.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Connections to another tenant's port, from the order to the end. */
class DelegatedTest {
    private static final String LENDER = "lender";

    private final OrderLab lab = OrderLab.shared();
    private final String own = port();
    private final String lent = port();
    private final String id = "sk_" + UUID.randomUUID().toString().substring(0, 8);
    private final String key = id + "_" + UUID.randomUUID();

    DelegatedTest() {
        new ApiKeys(lab.jdbi(), lab.clock).addTenant(LENDER, "Lender");
        lab.jdbi().useHandle(handle -> handle.execute("update product set tenant = ? where id = ?", LENDER, lent));
        ServiceKey row = new ServiceKey(
                id, LENDER, lent, "for Acme", 10_000, true, null, lab.clock.instant(), null, State.active);
        lab.jdbi().useExtension(ServiceKeys.class, keys -> keys.add(row, hash()));
    }

    private String port() {
        return lab.place(Path.PORT, Orders.of(Orders.port("1")))
                .ends(OrderState.completed)
                .product("1");
    }

    private String hash() {
        return Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
    }

    private OrderDraft.Item circuit(int speed) {
        String path = "productOrderItem[0]";
        return new OrderDraft.Item(
                path,
                "1",
                "add",
                "virtual-circuit",
                null,
                null,
                List.of(),
                List.of(new OrderDraft.Characteristic(path, null, "speedMbps", Json.tree(speed))),
                List.of(
                        new OrderDraft.Relation(path, path, "reliesOn", "aEnd", own, false, false),
                        new OrderDraft.Relation(path, path, "reliesOn", "zEnd", hash(), false, true)));
    }

    private PlacedOrder ordered(int speed) {
        return lab.change(Path.CIRCUIT, circuit(speed));
    }

    private String unit(String port) {
        return Json.read(lab.one("select receipts from product where id = ?", port), JsonNode.class)
                .path("reserve-port")
                .path("portId")
                .asText();
    }

    private State state() {
        return lab.jdbi()
                .withExtension(ServiceKeys.class, keys -> keys.known(id, lab.clock.instant()))
                .orElseThrow()
                .state();
    }

    @Test
    void a_circuit_ends_on_the_lent_port_until_its_owner_deletes_it() {
        PlacedOrder order = ordered(5_000).ends(OrderState.completed);
        String product = order.product("1");

        assertThat(lab.list("select port_id from vlan where owner like ? order by owner", order.id + "/%"))
                .containsExactly(unit(own), unit(lent));
        assertThat(lab.list("select pool from capacity_claim where product_id = ?", product))
                .containsExactlyInAnyOrder("port:" + unit(own), "port:" + unit(lent));
        assertThat(lab.one("select tenant from product where id = ?", product)).isEqualTo(OrderLab.TENANT);
        JsonNode receipts = Json.read(lab.one("select receipts from product where id = ?", product), JsonNode.class);
        assertThat(receipts.path("assign-vlan-z").path("serviceKey").asText()).isEqualTo(id);
        assertThat(receipts.path("assign-vlan-a").hasNonNull("serviceKey")).isFalse();
        assertThat(state()).isEqualTo(State.used);
        assertThat(order.histories())
                .isNotEmpty()
                .noneMatch(run -> run.history()
                        .getHistory()
                        .toByteString()
                        .toString(StandardCharsets.ISO_8859_1)
                        .contains(key));

        lab.change(Path.MODIFY_SPEED, Wishes.modify("1", product, Map.of("speedMbps", 10_000)))
                .ends(OrderState.completed);
        assertThat(lab.list("select distinct mbps || '' from capacity_claim where product_id = ?", product))
                .containsExactly("10000");
        lab.change(Path.DELETE, Wishes.delete("1", product)).ends(OrderState.completed);
        assertThat(lab.list("select pool from capacity_claim where product_id = ?", product))
                .isEmpty();
        assertThat(lab.list("select port_id from vlan where port_id = ?", unit(lent)))
                .isEmpty();
        assertThat(state()).isEqualTo(State.used);
    }

    @Test
    void an_order_goes_on_whose_key_ends_meanwhile() {
        PlacedOrder order = lab.store(Path.CIRCUIT, lab.judged(circuit(1_000)));
        lab.jdbi()
                .useExtension(
                        ServiceKeys.class, keys -> keys.revoke(new Scope(LENDER, false), id, lab.clock.instant()));

        order.start().ends(OrderState.completed);
    }

    @Test
    void a_full_port_fails_the_order_without_being_named_and_the_key_is_given_back() {
        String elsewhere = port();
        lab.jdbi()
                .useHandle(
                        handle -> handle.execute("""
                insert into capacity_claim (owner, pool, product_id, mbps, from_at) values (?, ?, ?, 6000, ?)""", "test/" + id, "port:" + pool(), elsewhere, lab.clock.instant()));

        PlacedOrder order = ordered(5_000).ends(OrderState.failed);

        assertThat(lab.one("select failure_code from product_order where id = ?", order.id))
                .isEqualTo("NO_CAPACITY");
        assertThat(lab.one("select failure_message from product_order where id = ?", order.id))
                .contains("on the port of " + id)
                .doesNotContain(unit(lent));
        assertThat(order.products()).containsExactly("1 cancelled");
        assertThat(state()).isEqualTo(State.active);
    }

    private String pool() {
        lab.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into capacity_pool (id, total) values (?, 10000)", "port:" + unit(lent)));
        return unit(lent);
    }

    @Test
    void a_vlan_that_is_taken_there_is_refused_without_naming_the_port() {
        lab.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into vlan (port_id, vlan, owner) values (?, 77, ?)", unit(lent), "test/" + id));
        OrderDraft.Item any = circuit(1_000);
        OrderDraft.Item item = new OrderDraft.Item(
                any.path(),
                "1",
                "add",
                any.offering(),
                null,
                null,
                List.of(),
                List.of(
                        any.characteristics().getFirst(),
                        new OrderDraft.Characteristic("", null, "vlanZ", Json.tree(77))),
                any.relations());

        PlacedOrder order = lab.change(Path.VLAN_TAKEN, item).ends(OrderState.failed);

        assertThat(lab.one("select failure_message from product_order where id = ?", order.id))
                .contains("VLAN 77 is in use on the port of " + id)
                .doesNotContain(unit(lent));
        assertThat(state()).isEqualTo(State.active);
    }
}
