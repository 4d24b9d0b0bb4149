package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.intake.ProductBusy;
import dev.turnup.order.Decision;
import dev.turnup.order.OrderState;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderRequest;
import dev.turnup.simulated.Behaviour;
import dev.turnup.step.FailureCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes of products that are in service: what is touched, what is billed, and what is left when they fail. */
class ModifyTest {
    private final OrderLab lab = OrderLab.shared();

    private String internet() {
        return lab.place(Path.PORT, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .ends(OrderState.completed)
                .product("1");
    }

    private PlacedOrder circuit() {
        return lab.place(Path.CIRCUIT, Orders.of(Orders.port("1"), Orders.port("2"), Orders.circuit("3", "1", "2")))
                .ends(OrderState.completed);
    }

    @Test
    void a_line_gets_faster_without_a_break_and_costs_more_from_the_commit_on() {
        String product = internet();
        PlacedOrder order = lab.change(Path.MODIFY_SPEED, Wishes.modify("1", product, Map.of("speedMbps", 2_000)))
                .ends(OrderState.completed);

        assertThat(order.steps())
                .containsExactly(
                        "1/change-access/1 APPLY done",
                        "1/change-billing/1 APPLY done",
                        "1/change-product/1 APPLY done",
                        "1/hold-capacity/1 APPLY done",
                        "1/qualify/1 APPLY done");
        assertThat(lab.list(
                        "select per_hour || coalesce(' until ' || open_key, '') from billing_segment where product_id = ? order by since",
                        product))
                .hasSize(2)
                .last()
                .isEqualTo("1.9000 until " + product);
        assertThat(lab.one(
                        "select count(distinct at) from (select until at from billing_segment where product_id = ? and until is not null union select since from billing_segment where product_id = ? and until is null union select committed_at from order_item where order_id = ?)",
                        product,
                        product,
                        order.id))
                .as("the old price ends, and the new begins, with the commit")
                .isEqualTo("1");
        assertThat(lab.one("select body from product where id = ?", product)).contains("\"speedMbps\":2000");
        assertThat(lab.effective("access.simulated", product, "build-access")
                        .path("speedMbps")
                        .asInt())
                .isEqualTo(2_000);
    }

    @Test
    void a_change_that_the_provider_refuses_leaves_everything_as_it_was() {
        String product = internet();
        PlacedOrder order = lab.store(
                        Path.MODIFY_REFUSED, lab.judged(Wishes.modify("1", product, Map.of("speedMbps", 5_000))))
                .script("1/change-access", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "not today"))
                .start()
                .ends(OrderState.failed);

        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(lab.effective("access.simulated", product, "build-access")
                        .path("speedMbps")
                        .asInt())
                .isEqualTo(1_000);
        assertThat(lab.one("select body from product where id = ?", product)).contains("\"speedMbps\":1000");
        assertThat(lab.list("select owner from capacity_claim where product_id = ?", product))
                .isEmpty();
        assertThat(lab.list("select id from billing_segment where product_id = ?", product))
                .hasSize(1);
    }

    @Test
    void a_change_is_cancelled_while_its_last_step_is_in_fallout_and_the_old_speed_is_back() {
        String product = internet();
        PlacedOrder order = lab.store(
                        Path.MODIFY_CANCELLED, lab.judged(Wishes.modify("1", product, Map.of("speedMbps", 5_000))))
                .script("1/change-access", Behaviour.lostAnswer().times(20))
                .start()
                .untilFallout("UNREACHABLE")
                .forget("1/change-access")
                .cancelByCustomer()
                .ends(OrderState.cancelled);

        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(lab.effective("access.simulated", product, "build-access")
                        .path("speedMbps")
                        .asInt())
                .isEqualTo(1_000);
    }

    @Test
    void only_the_vlan_that_changes_is_touched_and_the_old_one_is_free_after_the_commit() {
        PlacedOrder ports = circuit();
        PlacedOrder order = lab.change(Path.MODIFY_VLAN, Wishes.modify("1", ports.product("3"), Map.of("vlanA", 77)))
                .ends(OrderState.completed);

        assertThat(order.steps())
                .containsExactly(
                        "1/assign-vlan-a/1 APPLY done",
                        "1/change-circuit/1 APPLY done",
                        "1/change-product/1 APPLY done",
                        "1/free-vlan-a/1 APPLY done");
        assertThat(order.owned()).containsExactly(order.id + "/1/assign-vlan-a/1");
        assertThat(ports.owned()).doesNotContain(ports.id + "/3/assign-vlan-a/1");
        assertThat(lab.list("select pool from capacity_claim where product_id = ?", ports.product("3")))
                .as("bandwidth on either port")
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(lab.one("select receipts from product where id = ?", ports.product("3")))
                .contains("\"vlan\":77");
    }

    @Test
    void a_change_that_was_planned_for_what_is_no_longer_so_is_stopped_when_it_is_stored() {
        String product = circuit().product("3");
        OrderRequest judged = lab.judged(Wishes.modify("1", product, Map.of("vlanA", 78)));
        lab.change(Path.MODIFY_SPEED, Wishes.modify("1", product, Map.of("speedMbps", 2_000)))
                .ends(OrderState.completed);

        assertThatThrownBy(() -> lab.store(Path.MODIFY_VLAN, judged))
                .isInstanceOf(ProductBusy.class)
                .hasMessageContaining("'" + product + "' has changed since this order was judged");
    }

    @Test
    void a_circuit_that_would_not_fit_on_its_port_is_refused_before_anything_moves() {
        PlacedOrder ports = circuit();
        PlacedOrder order = lab.change(
                        Path.MODIFY_NO_CAPACITY, Wishes.modify("1", ports.product("3"), Map.of("speedMbps", 25_000)))
                .ends(OrderState.failed);

        assertThat(order.steps()).containsExactly("1/hold-capacity/1 RELEASE done NO_CAPACITY");
        assertThat(order.calls()).isEmpty();
    }

    @Test
    void a_raise_that_the_cloud_can_not_take_back_waits_until_all_else_of_its_order_is_sure() {
        String azure = gateway().product("3");
        String circuit = circuit().product("3");
        OrderRequest judged = lab.judged(
                Wishes.modify("1", azure, Map.of("speedMbps", 2_000)),
                Wishes.modify("2", circuit, Map.of("speedMbps", 2_000)));
        PlacedOrder order = lab.store(Path.MODIFY_REFUSED, judged)
                .script("2/change-circuit", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "not today"))
                .start()
                .ends(OrderState.failed);

        assertThat(order.calls("1/change-route", "APPLY")).isZero();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void a_raise_that_can_not_be_taken_back_is_recorded_and_billed_while_a_delete_of_its_order_waits() {
        PlacedOrder made = lab.place(
                        Path.GATEWAY_AND_CLOUDS,
                        Orders.of(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.azure("3", "2"),
                                Orders.aws("4", "2")))
                .ends(OrderState.completed);
        made.script("4/set-up-route", Behaviour.virtualInterface(Duration.ofDays(3)));
        PlacedOrder order = lab.change(
                        Path.MODIFY_SPEED,
                        Wishes.modify("1", made.product("3"), Map.of("speedMbps", 2_000)),
                        Wishes.delete("2", made.product("4")))
                .until("pending");

        assertThat(order.items()).containsExactly("1 completed", "2 pending");
        assertThat(lab.one("select body from product where id = ?", made.product("3")))
                .contains("\"speedMbps\":2000");
        order.ends(OrderState.completed);
    }

    @Test
    void a_raise_that_the_cloud_can_not_take_back_comes_after_all_else_of_its_connection() {
        PlacedOrder order = lab.store(
                        Path.MODIFY_REFUSED,
                        lab.judged(
                                Wishes.modify("1", gateway().product("3"), Map.of("speedMbps", 2_000, "bgpMed", 50))))
                .script("1/change-bgp", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "not today"))
                .start()
                .ends(OrderState.failed);

        assertThat(order.calls("1/change-route", "APPLY")).isZero();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void where_each_item_is_for_itself_a_raise_that_can_not_be_taken_back_needs_none_of_the_others() {
        String azure = gateway().product("3");
        String circuit = circuit().product("3");
        OrderRequest judged = lab.judged(
                Wishes.modify("1", azure, Map.of("speedMbps", 2_000)),
                Wishes.modify("2", circuit, Map.of("speedMbps", 2_000)));
        PlacedOrder order = lab.store(
                        Path.BEST_EFFORT_PARTIAL, new OrderRequest(CompletionMode.bestEffort, judged.items()))
                .script("2/change-circuit", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "not today"))
                .start()
                .ends(OrderState.partial);

        assertThat(order.items()).containsExactly("1 completed", "2 failed");
    }

    @Test
    void settings_of_a_bgp_session_change_on_the_session_alone() {
        PlacedOrder made = gateway();
        String reference = "secret:md5-" + made.id;
        PlacedOrder order = lab.change(
                        Path.MODIFY_BGP,
                        Wishes.modify(
                                "1",
                                made.product("3"),
                                Map.of(
                                        "bgpMd5Key",
                                        reference,
                                        "bgpMed",
                                        50,
                                        "bgpPrepend",
                                        2,
                                        "bgpPrefixes",
                                        "10.1.0.0/16")))
                .ends(OrderState.completed);

        assertThat(order.steps()).containsExactly("1/change-bgp/1 APPLY done", "1/change-product/1 APPLY done");
        JsonNode session = lab.effective("bgp.simulated", made.product("3"), "set-up-bgp");
        assertThat(session.path("med").asInt()).isEqualTo(50);
        assertThat(session.path("prefixes").asText()).isEqualTo("10.1.0.0/16");
        assertThat(session.path("md5Fingerprint").asText()).hasSize(16);
    }

    @Test
    void the_number_of_a_gateway_stays_while_sessions_know_it() {
        PlacedOrder made = gateway();

        assertThatThrownBy(() -> lab.judged(Wishes.modify("1", made.product("2"), Map.of("asn", 65_020))))
                .hasMessageContaining("the sessions of " + made.product("3") + " are set up with the number 65010");
    }

    @Test
    void the_number_of_a_gateway_stays_that_of_which_a_connection_was_judged_until_it_is_stored() {
        String gateway = lab.place(Path.PORT, Orders.of(Orders.port("1"), Orders.gateway("2", "1")))
                .ends(OrderState.completed)
                .product("2");
        OrderRequest connection = Orders.of(Orders.azureOnProduct("1", gateway));
        OrderRequest number = lab.judged(Wishes.modify("1", gateway, Map.of("asn", 65_020)));
        PlacedOrder renumbering = lab.store(Path.MODIFY_GATEWAY, number);
        assertThatThrownBy(() -> lab.store(Path.GATEWAY_AND_CLOUDS, connection)).isInstanceOf(ProductBusy.class);

        renumbering.start().ends(OrderState.completed);
        assertThatThrownBy(() -> lab.store(Path.GATEWAY_AND_CLOUDS, connection)).isInstanceOf(ProductBusy.class);
    }

    @Test
    void a_number_that_was_judged_before_a_connection_came_to_know_the_old_one_is_stopped_when_it_is_stored() {
        String gateway = lab.place(Path.PORT, Orders.of(Orders.port("1"), Orders.gateway("2", "1")))
                .ends(OrderState.completed)
                .product("2");
        OrderRequest number = lab.judged(Wishes.modify("1", gateway, Map.of("asn", 65_020)));
        OrderRequest faster = lab.judged(Wishes.modify("1", gateway, Map.of("speedMbps", 5_000)));
        lab.place(Path.GATEWAY_AND_CLOUDS, Orders.of(Orders.azureOnProduct("1", gateway)))
                .ends(OrderState.completed);

        assertThatThrownBy(() -> lab.store(Path.MODIFY_GATEWAY, number)).isInstanceOf(ProductBusy.class);
        lab.place(Path.MODIFY_GATEWAY, faster).ends(OrderState.completed);
    }

    @Test
    void a_gateway_grows_and_gets_another_number() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.port("1"), Orders.gateway("2", "1")))
                .ends(OrderState.completed);
        PlacedOrder order = lab.change(
                        Path.MODIFY_GATEWAY,
                        Wishes.modify("1", made.product("2"), Map.of("speedMbps", 5_000, "asn", 65_020)))
                .ends(OrderState.completed);

        assertThat(order.steps()).contains("1/change-gateway/1 APPLY done");
        assertThat(lab.effective("gateway.simulated", made.product("2"), "create-gateway")
                        .path("asn")
                        .asInt())
                .isEqualTo(65_020);
        assertThat(lab.one("select receipts from product where id = ?", made.product("2")))
                .contains("\"speedMbps\":5000");
    }

    @Test
    void a_return_that_the_provider_refuses_goes_to_an_operator_and_never_fails() {
        String product = internet();
        PlacedOrder order = lab.store(
                        Path.RESTORE_REFUSED,
                        lab.judged(Wishes.item("1", "restore", product, null, Map.of("speedMbps", 500))))
                .script("1/change-access", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "not today"))
                .start()
                .untilFallout("PROVIDER_REFUSED")
                .decide("1/change-access", Decision.Action.RETRY)
                .ends(OrderState.completed);

        assertThat(lab.one("""
                        select case when b.since = s.ended_at then 'from the confirmation' else 'otherwise' end
                        from billing_segment b, step s
                        where b.open_key = ? and s.order_id = ? and s.step = 'change-access'""", product, order.id)).isEqualTo("from the confirmation");
    }

    private PlacedOrder gateway() {
        return lab.place(
                        Path.GATEWAY_AND_CLOUDS,
                        Orders.of(Orders.port("1"), Orders.gateway("2", "1"), Orders.azure("3", "2")))
                .ends(OrderState.completed);
    }

    @Test
    void a_new_name_touches_nothing_on_the_network_nor_the_price_that_was_agreed() {
        String product = internet();
        lab.jdbi().useHandle(handle -> handle.execute("update product set per_hour = 0.77 where id = ?", product));
        PlacedOrder order = lab.change(Path.MODIFY_NAME, Wishes.rename("1", product, "Stadium"))
                .ends(OrderState.completed);

        assertThat(order.steps()).containsExactly("1/change-product/1 APPLY done");
        assertThat(lab.one("select name || ' at ' || per_hour from product where id = ?", product))
                .isEqualTo("Stadium at 0.7700");
    }
}
