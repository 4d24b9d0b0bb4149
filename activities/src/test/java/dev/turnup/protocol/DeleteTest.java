package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.intake.ProductBusy;
import dev.turnup.order.Decision;
import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderRequest;
import dev.turnup.simulated.Behaviour;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Products that customers give back: forward only, each part proven to be gone, and billed no longer than they were there. */
class DeleteTest {
    private final OrderLab lab = OrderLab.shared();

    @Test
    void a_port_is_given_back_and_billed_to_its_release() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.port("1"))).ends(OrderState.completed);
        PlacedOrder order =
                lab.change(Path.DELETE, Wishes.delete("1", made.product("1"))).ends(OrderState.completed);

        assertThat(order.steps())
                .containsExactly(
                        "1/announce-end/1 APPLY done",
                        "1/change-product/1 APPLY done",
                        "1/release-reserve-port/1 APPLY done",
                        "1/stop-billing/1 APPLY done");
        assertThat(made.products()).containsExactly("1 terminated");
        assertThat(made.owned()).isEmpty();
        assertThat(lab.one("""
                        select case when b.until = s.ended_at then 'to the release' else 'otherwise' end
                        from billing_segment b, step s
                        where b.product_id = ? and s.order_id = ? and s.step = 'release-reserve-port'""", made.product("1"), order.id)).isEqualTo("to the release");
    }

    @Test
    void what_relies_on_a_product_goes_before_it_in_the_same_order() {
        PlacedOrder made = lab.place(
                        Path.CIRCUIT, Orders.of(Orders.port("1"), Orders.port("2"), Orders.circuit("3", "1", "2")))
                .ends(OrderState.completed);
        PlacedOrder order = lab.change(
                        Path.DELETE_WITH_DEPENDENTS,
                        Wishes.delete("a", made.product("1")),
                        Wishes.delete("b", made.product("2")),
                        Wishes.delete("c", made.product("3")))
                .ends(OrderState.completed);

        assertThat(made.products()).containsExactly("1 terminated", "2 terminated", "3 terminated");
        assertThat(made.owned()).isEmpty();
        assertThat(made.there()).isEmpty();
        assertThat(lab.one("""
                        select case when c.ended_at <= a.started_at then 'after' else 'before' end from step a, step c
                        where a.order_id = ? and a.item_id = 'a' and a.step = 'release-reserve-port'
                            and c.order_id = a.order_id and c.item_id = 'c' and c.step = 'change-product'""", order.id)).isEqualTo("after");
    }

    @Test
    void a_release_that_is_late_because_of_us_is_billed_to_the_date_that_the_customer_was_told() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .ends(OrderState.completed);
        made.script("1/build-access", Behaviour.stuckRelease());
        PlacedOrder order = lab.change(Path.DELETE_LATE, Wishes.delete("1", made.product("1")))
                .untilFallout("PROVIDER_REFUSED")
                .pass(Duration.ofDays(2));
        made.forget("1/build-access");
        order.decide("1/release-build-access", Decision.Action.RETRY).ends(OrderState.completed);

        assertThat(lab.one("""
                        select case when b.until = o.expected_at then 'as told' else 'otherwise' end
                        from billing_segment b, product_order o
                        where b.product_id = ? and o.id = ?""", made.product("1"), order.id)).isEqualTo("as told");
    }

    @Test
    void who_ends_a_product_before_its_term_pays_half_of_the_rest_once() {
        Map<String, Object> values = Map.of("speedMbps", 10_000, "termMonths", 12);
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.port("1").with(Wishes.values(values))))
                .ends(OrderState.completed);
        String product = made.product("1");
        PlacedOrder order = lab.change(Path.DELETE, Wishes.delete("1", product)).ends(OrderState.completed);

        BigDecimal rest = lab.jdbi().withHandle(handle -> {
            Instant since = handle.select("select active_since from product where id = ?", product)
                    .mapTo(Instant.class)
                    .one();
            Instant until = handle.select("select until from billing_segment where product_id = ?", product)
                    .mapTo(Instant.class)
                    .one();
            Instant end = since.atOffset(ZoneOffset.UTC).plusMonths(12).toInstant();
            return BigDecimal.valueOf(end.getEpochSecond() - until.getEpochSecond());
        });
        BigDecimal charge = new BigDecimal("0.7200")
                .multiply(new BigDecimal("0.5"))
                .multiply(rest)
                .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_EVEN);
        assertThat(charge).isGreaterThan(new BigDecimal("1000"));
        assertThat(order.ledger()).containsExactly(charge + " early end of term");
    }

    @Test
    void a_term_that_is_over_costs_nothing() {
        Map<String, Object> values = Map.of("speedMbps", 10_000, "termMonths", 12);
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.port("1").with(Wishes.values(values))))
                .ends(OrderState.completed);
        String product = made.product("1");
        lab.jdbi()
                .useHandle(handle -> handle.execute(
                        "update product set active_since = ? where id = ?",
                        lab.clock.instant().minus(Duration.ofDays(366)),
                        product));
        PlacedOrder order = lab.change(Path.DELETE, Wishes.delete("1", product)).ends(OrderState.completed);

        assertThat(order.ledger()).isEmpty();
    }

    private static OrderRequest.Item gatewayOn(String port) {
        OrderRequest.Item gateway = Orders.gateway("1");
        return new OrderRequest.Item(
                "1",
                "add",
                gateway.offering(),
                null,
                gateway.place(),
                gateway.characteristics(),
                List.of(new OrderRequest.Relation(null, port)));
    }

    @Test
    void what_was_judged_before_its_base_was_to_be_deleted_is_stopped_when_it_is_stored() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.port("1"))).ends(OrderState.completed);
        OrderRequest judged = Orders.of(gatewayOn(made.product("1")));
        PlacedOrder delete = lab.store(Path.DELETE, lab.judged(Wishes.delete("1", made.product("1"))));

        assertThatThrownBy(() -> lab.store(Path.GATEWAY_AND_CLOUDS, judged)).isInstanceOf(ProductBusy.class);
        delete.start().ends(OrderState.completed);
    }

    @Test
    void a_delete_that_was_judged_before_something_came_to_rely_on_its_product_is_stopped_when_it_is_stored() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.port("1"))).ends(OrderState.completed);
        OrderRequest judged = lab.judged(Wishes.delete("1", made.product("1")));
        lab.place(Path.PORT, Orders.of(gatewayOn(made.product("1")))).ends(OrderState.completed);

        assertThatThrownBy(() -> lab.store(Path.DELETE, judged)).isInstanceOf(ProductBusy.class);
    }

    @Test
    void a_delete_that_waits_for_the_rest_of_its_order_is_billed_until_then() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .ends(OrderState.completed);
        OrderRequest.Item delete =
                lab.judged(Wishes.delete("1", made.product("1"))).items().getFirst();
        PlacedOrder order = lab.store(Path.DELETE, Orders.of(delete, Orders.internet("2", Orders.FIBRE)))
                .script("2/build-access", Behaviour.lostAnswer().times(20))
                .start()
                .untilFallout("UNREACHABLE")
                .pass(Duration.ofDays(2));
        order.forget("2/build-access")
                .decide("2/build-access", Decision.Action.RETRY)
                .ends(OrderState.completed);

        assertThat(lab.one("""
                        select case when b.until > o.expected_at + interval '1' day then 'until then' else 'otherwise' end
                        from billing_segment b, product_order o
                        where b.product_id = ? and o.id = ?""", made.product("1"), order.id)).isEqualTo("until then");
    }

    @Test
    void what_came_to_rely_on_it_in_the_same_instant_keeps_it_until_that_is_gone() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.port("1"))).ends(OrderState.completed);
        PlacedOrder order = lab.store(Path.DELETE_RACED, lab.judged(Wishes.delete("1", made.product("1"))));
        lab.jdbi().useHandle(handle -> handle.execute("""
                        insert into product (id, tenant, order_id, item_id, offering, name, state, body, receipts, per_hour,
                            currency, created_at) select id || '-late', tenant, order_id, 'late', offering, name,
                            'pendingActive', body, '{}', per_hour, currency, created_at from product where id = ?""", made.product("1")));
        lab.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into product_relation values (?, ?)", made.product("1") + "-late", made.product("1")));
        order.start().untilFallout("ALREADY_TAKEN");
        assertThat(made.products()).contains("1 active");

        lab.jdbi()
                .useHandle(handle -> handle.execute(
                        "update product set state = 'cancelled' where id = ?", made.product("1") + "-late"));
        order.decide("1/announce-end", Decision.Action.RETRY).ends(OrderState.completed);
    }

    @Test
    void a_hosted_connection_waits_until_the_customer_has_removed_the_virtual_interface() {
        PlacedOrder made = lab.place(
                        Path.GATEWAY_AND_CLOUDS,
                        Orders.of(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.aws("3", "2"),
                                Orders.azure("4", "2")))
                .ends(OrderState.completed);
        made.script("3/set-up-route", Behaviour.virtualInterface(Duration.ofDays(3)));
        PlacedOrder order = lab.change(Path.DELETE_WAITS_FOR_CUSTOMER, Wishes.delete("1", made.product("3")))
                .until("pending");
        assertThat(made.there()).contains("3/set-up-route/1");

        order.ends(OrderState.completed);
        assertThat(made.there()).doesNotContain("3/set-up-route/1", "3/set-up-bgp/1");
        assertThat(made.products()).contains("3 terminated", "4 active");
    }

    @Test
    void what_is_still_seen_after_its_release_goes_to_an_operator_who_says_how_it_was_done() {
        PlacedOrder made = lab.place(
                        Path.CIRCUIT, Orders.of(Orders.port("1"), Orders.port("2"), Orders.circuit("3", "1", "2")))
                .ends(OrderState.completed);
        made.script("3/set-up-circuit", Behaviour.ghost());
        PlacedOrder order = lab.change(Path.DELETE_GHOST, Wishes.delete("1", made.product("3")))
                .untilFallout("UNDO_UNPROVEN");
        assertThat(made.products()).contains("3 pendingTerminate");

        order.decide("1/release-set-up-circuit", Decision.Action.SKIP, Map.of("what", "taken out by hand"))
                .ends(OrderState.completed);
        assertThat(made.products()).contains("3 terminated");
    }

    @Test
    void a_delete_whose_workflow_is_lost_goes_on_where_it_was() {
        PlacedOrder made = lab.place(
                        Path.CIRCUIT, Orders.of(Orders.port("1"), Orders.port("2"), Orders.circuit("3", "1", "2")))
                .ends(OrderState.completed);
        made.script("3/set-up-circuit", Behaviour.stuckRelease());
        PlacedOrder order = lab.change(Path.DELETE_WORKFLOW_LOST, Wishes.delete("1", made.product("3")))
                .untilFallout("PROVIDER_REFUSED")
                .loseWorkflow();
        made.forget("3/set-up-circuit");

        order.restart()
                .until("held")
                .decide("1/release-set-up-circuit", Decision.Action.RETRY)
                .ends(OrderState.completed);
        assertThat(made.there()).isEmpty();
        assertThat(made.products()).contains("3 terminated");
    }
}
