package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.Decision;
import dev.turnup.order.OrderState;
import dev.turnup.simulated.Behaviour;
import dev.turnup.step.FailureCode;
import org.junit.jupiter.api.Test;

/** Items that need not come together commit one by one. */
class BestEffortTest {
    private static final Behaviour NO = Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "no");

    private final OrderLab lab = OrderLab.shared();

    @Test
    void what_can_be_kept_is_kept_and_what_relies_on_a_failed_item_fails() {
        PlacedOrder order = lab.store(
                        Path.BEST_EFFORT_PARTIAL,
                        Orders.bestEffort(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.azure("3", "2"),
                                Orders.aws("4", "1")))
                .script("2/", NO)
                .start()
                .until("pending");
        assertThat(order.items()).containsExactly("1 completed", "2 failed", "3 failed", "4 pending");
        order.cancelByCustomer();
        assertThat(order.cancels()).as("after the first commit").containsExactly("terminatedWithError");

        order.ends(OrderState.partial);
        assertThat(order.items()).containsExactly("1 completed", "2 failed", "3 failed", "4 completed");
        assertThat(order.products()).containsExactly("1 active", "2 cancelled", "3 cancelled", "4 active");
        assertThat(order.there()).containsExactly("4/set-up-route/1");
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.calls().filter(call -> call.reference().startsWith(order.id + "/3/")))
                .isEmpty();
        assertThat(order.ledger()).isEmpty();
    }

    @Test
    void an_order_of_which_nothing_can_be_kept_has_failed_and_its_report_names_every_item() {
        PlacedOrder order = lab.store(
                        Path.BEST_EFFORT_FAILED,
                        Orders.bestEffort(Orders.internet("1", Orders.FIBRE), Orders.internet("2", Orders.FIBRE)))
                .script("1/build-access", NO)
                .script("2/build-access", NO)
                .start()
                .ends(OrderState.failed);

        assertThat(order.report().lines())
                .extracting(line -> line.key().itemId())
                .containsExactlyInAnyOrder("1", "2");
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void a_cancel_before_the_first_commit_takes_everything_back() {
        PlacedOrder order = lab.place(
                        Path.BEST_EFFORT_CANCEL,
                        Orders.bestEffort(
                                Orders.internet("1", Orders.NO_FIBRE_YET), Orders.internet("2", Orders.NO_FIBRE_YET)))
                .until("pending")
                .cancelByCustomer()
                .ends(OrderState.cancelled);

        assertThat(order.items()).containsExactly("1 cancelled", "2 cancelled");
        assertThat(order.report().lines())
                .extracting(line -> line.key().itemId())
                .containsExactlyInAnyOrder("1", "2");
        assertThat(order.there()).isEmpty();
    }

    @Test
    void an_operator_gives_up_one_item_and_what_is_active_stays() {
        PlacedOrder order = lab.store(
                        Path.BEST_EFFORT_GIVEN_UP,
                        Orders.bestEffort(Orders.port("1"), Orders.gateway("2", "1"), Orders.azure("3", "2")))
                .script("2/", Behaviour.unreachable().times(Behaviour.ALWAYS))
                .start()
                .untilFallout("UNREACHABLE");
        assertThat(order.items()).containsExactly("1 completed", "2 held", "3 acknowledged");

        order.forget("2/").decide("2/create-gateway", Decision.Action.CANCEL).ends(OrderState.partial);
        assertThat(order.items()).containsExactly("1 completed", "2 failed", "3 failed");
        assertThat(order.fallout()).containsExactly("2/create-gateway APPLY UNREACHABLE CANCEL ada");
        assertThat(order.steps()).contains("2/create-gateway/1 RELEASE done FAILED_BY_OPERATOR");
        assertThat(order.there()).isEmpty();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }
}
