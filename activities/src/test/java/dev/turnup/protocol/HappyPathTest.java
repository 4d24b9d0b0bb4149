package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Orders that go well: all five offerings, alone and on top of each other. */
class HappyPathTest {
    private final OrderLab lab = OrderLab.shared();

    @Test
    void a_port_becomes_active_and_is_billed_from_its_commit() {
        PlacedOrder order = lab.place(Path.PORT, Orders.of(Orders.port("1"))).ends(OrderState.completed);

        assertThat(order.states()).containsExactly("acknowledged", "inProgress", "completed");
        assertThat(order.items()).containsExactly("1 completed");
        assertThat(order.products()).containsExactly("1 active");
        assertThat(order.steps())
                .containsExactly(
                        "1/qualify/1 APPLY done", "1/reserve-port/1 APPLY done", "1/start-billing/1 APPLY done");
        assertThat(order.owned()).containsExactly(order.id + "/1/reserve-port/1");
        assertThat(order.hasReport()).isFalse();
        assertThat(order.fallout()).isEmpty();
        assertThat(order.ledger()).isEmpty();
    }

    @Test
    void a_port_a_gateway_and_two_clouds_become_active_at_one_instant_once_the_customer_has_accepted() {
        PlacedOrder order = lab.place(
                        Path.GATEWAY_AND_CLOUDS,
                        Orders.of(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.aws("3", "2"),
                                Orders.azure("4", "2")))
                .until("pending");
        assertThat(order.there()).contains("2/create-gateway/1", "3/set-up-route/1");
        assertThat(order.products()).allMatch(product -> product.endsWith(" pendingActive"));

        order.ends(OrderState.completed);
        assertThat(lab.list("select distinct active_since from product where order_id = ?", order.id))
                .hasSize(1);
        assertThat(order.there())
                .containsExactlyInAnyOrder(
                        "2/create-gateway/1",
                        "3/set-up-route/1",
                        "3/set-up-bgp/1",
                        "4/set-up-route/1",
                        "4/set-up-bgp/1");
        assertThat(order.states()).containsExactly("acknowledged", "inProgress", "pending", "inProgress", "completed");
    }

    @Test
    void a_circuit_joins_two_ports_of_the_same_order() {
        PlacedOrder order = lab.place(
                        Path.CIRCUIT, Orders.of(Orders.port("1"), Orders.port("2"), Orders.circuit("3", "1", "2")))
                .ends(OrderState.completed);

        assertThat(order.owned()).hasSize(5); // two ports, two VLANs, a VNI
        assertThat(order.there()).containsExactly("3/set-up-circuit/1");
    }

    @Test
    void a_building_without_fibre_waits_sixteen_days_for_the_crew() {
        PlacedOrder order = lab.place(Path.FIELD_CREW, Orders.of(Orders.internet("1", Orders.NO_FIBRE_YET)))
                .until("pending");
        Instant begun = lab.clock.instant();
        assertThat(lab.one("select wait_party from step where order_id = ? and step = 'build-access'", order.id))
                .isEqualTo("FIELD_CREW");

        order.ends(OrderState.completed);
        assertThat(Duration.between(begun, lab.clock.instant())).isGreaterThan(Duration.ofDays(15));
        assertThat(order.states()).containsExactly("acknowledged", "inProgress", "pending", "inProgress", "completed");
        assertThat(order.histories()).hasSize(1);
        assertThat(order.histories().getFirst().events())
                .as("events of a wait of weeks")
                .isLessThan(70);
    }
}
