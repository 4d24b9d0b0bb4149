package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.order.Decision.Action;
import dev.turnup.order.OrderState;
import dev.turnup.port.Port;
import dev.turnup.simulated.Behaviour;
import dev.turnup.step.Adapter;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepKey;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An order that can't be kept is taken back, step by step, until it is proven that nothing is left. */
class UndoTest {
    private static final Behaviour NO = Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "no");

    private final OrderLab lab = OrderLab.shared();

    private PlacedOrder gatewayAndCloud(Path path) {
        return lab.store(path, Orders.of(Orders.port("1"), Orders.gateway("2", "1"), Orders.azure("3", "2")));
    }

    @Test
    void what_a_provider_refuses_is_taken_back_in_reverse_order_and_proven_to_be_gone() {
        PlacedOrder order =
                gatewayAndCloud(Path.REFUSED).script("3/set-up-bgp", NO).start().ends(OrderState.failed);

        assertThat(order.undone())
                .containsExactly("3/set-up-bgp", "3/set-up-route", "3/assign-ip", "2/create-gateway", "1/reserve-port");
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.report().lines()).hasSize(5);
        assertThat(order.items()).containsExactly("1 failed", "2 failed", "3 failed");
        assertThat(order.effects("3/set-up-route", "RELEASE")).isEqualTo(1);
        assertThat(order.effects("2/create-gateway", "RELEASE")).isEqualTo(1);
        assertThat(order.ledger()).as("our failure costs the customer nothing").isEmpty();
        assertThat(lab.one("select failure_step || ' ' || failure_code from product_order where id = ?", order.id))
                .isEqualTo("3/set-up-bgp PROVIDER_REFUSED");
    }

    @Test
    void a_vlan_that_is_taken_fails_the_order() {
        PlacedOrder order = lab.place(
                        Path.VLAN_TAKEN,
                        Orders.of(Orders.port("1"), Orders.aws("2", "1", 100), Orders.aws("3", "1", 100)))
                .ends(OrderState.failed);

        assertThat(lab.one("select failure_code from product_order where id = ?", order.id))
                .isEqualTo("ALREADY_TAKEN");
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void a_customer_who_refuses_the_hosted_connection_fails_the_order() {
        PlacedOrder order = lab.store(Path.CUSTOMER_REFUSES, Orders.of(Orders.port("1"), Orders.aws("2", "1")))
                .script("2/", Behaviour.partyRefuses())
                .start()
                .until("pending")
                .ends(OrderState.failed);

        assertThat(order.steps())
                .contains("2/set-up-route/1 RELEASE done PARTY_REFUSED", "2/assign-vlan/1 RELEASE done");
        assertThat(order.outside()).allMatch(resource -> resource.state().equals("rejected"));
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void a_twin_that_comes_after_the_undo_is_told_so_and_takes_nothing() {
        PlacedOrder order =
                gatewayAndCloud(Path.REFUSED).script("3/set-up-bgp", NO).start().ends(OrderState.failed);

        @SuppressWarnings("unchecked")
        Adapter<Port.Desired, ?> ports = (Adapter<Port.Desired, ?>) lab.adapter("port.inventory");
        StepKey key = new StepKey(order.id, "1", "reserve-port", 1);
        StepCall<Port.Desired> twin =
                new StepCall<>(key, OrderLab.TENANT, new Port.Desired(Orders.SITE, 10_000), Map.of());
        assertThatThrownBy(() -> ports.apply(twin))
                .isInstanceOfSatisfying(
                        StepFailure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.STEP_UNDONE));
        assertThat(order.owned()).isEmpty();
    }

    @Test
    void an_undo_that_is_refused_keeps_the_order_open_until_it_succeeds() {
        PlacedOrder order = lab.store(
                        Path.UNDO_STUCK, Orders.of(Orders.port("1"), Orders.gateway("2", "1"), Orders.aws("3", "2")))
                .script("2/", Behaviour.stuckRelease())
                .start()
                .until("pending")
                .cancelByOperator()
                .untilFallout("PROVIDER_REFUSED");
        assertThat(order.state()).isEqualTo("pendingCancellation");
        assertThat(order.openFallout()).containsExactly("2/create-gateway RELEASE PROVIDER_REFUSED");
        assertThat(order.there()).containsExactly("2/create-gateway/1");
        assertThat(order.owned()).as("what it stands on is still there").hasSize(1);

        order.forget("2/").decide("2/create-gateway", Action.RETRY).ends(OrderState.cancelled);
        assertThat(order.fallout()).containsExactly("2/create-gateway RELEASE PROVIDER_REFUSED RETRY ada");
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.effects("3/set-up-route", "RELEASE")).isEqualTo(1);
    }

    @Test
    void an_undo_that_an_operator_accepts_is_residue_and_the_report_says_what_and_where() {
        PlacedOrder order = gatewayAndCloud(Path.UNDO_ACCEPTED)
                .script("3/set-up-bgp", NO)
                .script("3/set-up-route", Behaviour.stuckRelease())
                .start()
                .untilFallout("PROVIDER_REFUSED");
        assertThat(order.state()).isEqualTo("inProgress");

        order.decide("3/set-up-route", Action.ACCEPT).ends(OrderState.failed);
        assertThat(order.report().verdict()).isEqualTo("RESIDUE");
        assertThat(order.report().lines().stream().filter(line -> !line.gone()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.key()).isEqualTo(new StepKey(order.id, "3", "set-up-route", 1));
                    assertThat(line.system()).isEqualTo("route.simulated-azure");
                    assertThat(line.remark()).isEqualTo("ada: as the test says");
                });
        assertThat(order.there()).containsExactly("3/set-up-route/1");
        assertThat(order.steps()).contains("3/set-up-route/1 RELEASE residue PROVIDER_REFUSED");
    }

    @Test
    void a_release_that_is_confirmed_but_not_seen_goes_to_an_operator() {
        PlacedOrder order = gatewayAndCloud(Path.UNDO_GHOST)
                .script("3/set-up-bgp", NO)
                .script("2/create-gateway", Behaviour.ghost())
                .start()
                .untilFallout("UNDO_UNPROVEN");
        assertThat(order.openFallout()).containsExactly("2/create-gateway RELEASE UNDO_UNPROVEN");
        assertThat(order.there()).containsExactly("2/create-gateway/1");
        assertThat(order.isRunning()).isTrue();

        order.forget("2/create-gateway")
                .decide("2/create-gateway", Action.RETRY)
                .ends(OrderState.failed);
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void an_attempt_that_lands_after_the_undo_is_found_and_removed_before_the_order_ends() {
        PlacedOrder order = gatewayAndCloud(Path.LATE_LANDING)
                .script("3/set-up-route", Behaviour.lateLanding(Duration.ofSeconds(20)), NO)
                .start()
                .ends(OrderState.failed);

        assertThat(order.effects("3/set-up-route", "LANDED")).isEqualTo(1);
        assertThat(order.effects("3/set-up-route", "RELEASE")).isEqualTo(1);
        assertThat(order.there()).isEmpty();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void a_hosted_connection_is_deleted_when_the_customer_has_deleted_the_virtual_interface_on_it() {
        PlacedOrder order = lab.store(
                        Path.VIRTUAL_INTERFACE, Orders.of(Orders.port("1"), Orders.aws("2", "1"), Orders.aws("3", "1")))
                .script("2/", Behaviour.virtualInterface(Duration.ofDays(5)))
                .script("3/", Behaviour.neverActs())
                .start()
                .until("pending")
                .pass(Duration.ofHours(2))
                .cancelByOperator()
                .until("pendingCancellation");
        assertThat(lab.one(
                        "select wait_party || ' ' || wait_action from step where order_id = ? and poll_at is not null",
                        order.id))
                .startsWith("CUSTOMER delete the virtual interface on dxcon-");
        assertThat(order.state()).isEqualTo("pendingCancellation");

        order.ends(OrderState.cancelled);
        assertThat(order.there()).isEmpty();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.effects("2/set-up-route", "RELEASE")).isEqualTo(1);
        assertThat(order.calls("2/set-up-route", "RELEASE"))
                .as("a wait is not a loop of calls")
                .isLessThan(5);
    }
}
