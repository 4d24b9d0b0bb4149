package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.Decision;
import dev.turnup.order.Decision.Action;
import dev.turnup.order.OrderState;
import dev.turnup.simulated.Behaviour;
import dev.turnup.step.FailureCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An order outlives its workflow: the journal knows how to go on, and nothing is done twice. */
class LostWorkflowTest {
    private static final Behaviour NO = Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "no");

    private final OrderLab lab = OrderLab.shared();

    @Test
    void an_order_whose_workflow_was_terminated_is_found_restarted_and_completed_from_its_journal() {
        PlacedOrder order = lab.place(
                        Path.WORKFLOW_LOST,
                        Orders.of(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.azure("3", "2"),
                                Orders.aws("4", "2")))
                .until("pending")
                .loseWorkflow();
        assertThat(order.state()).isEqualTo("held");
        assertThat(order.openFallout()).containsExactly("/ APPLY WORKFLOW_LOST");
        long asked = order.calls("3/set-up-route", "APPLY");

        order.restart().until("pending").ends(OrderState.completed);
        assertThat(order.calls("3/set-up-route", "APPLY"))
                .as("what was done is not even asked")
                .isEqualTo(asked);
        assertThat(order.effects("4/set-up-route", "APPLY")).isEqualTo(1);
        assertThat(order.fallout()).containsExactly("/ APPLY WORKFLOW_LOST RETRY ada");
        assertThat(order.owned()).hasSize(3); // the port, two addresses
    }

    @Test
    void an_undo_goes_on_where_its_workflow_was_terminated() {
        PlacedOrder order = lab.store(
                        Path.WORKFLOW_LOST_IN_UNDO,
                        Orders.of(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.azure("3", "2"),
                                Orders.aws("4", "2")))
                .script("2/", Behaviour.stuckRelease())
                .start()
                .until("pending")
                .cancelByCustomer()
                .untilFallout("PROVIDER_REFUSED")
                .loseWorkflow();
        assertThat(order.state()).isEqualTo("pendingCancellation");
        assertThat(order.openFallout()).contains("/ APPLY WORKFLOW_LOST");

        order.forget("2/").restart().settle();
        assertThat(order.openFallout()).containsExactly("2/create-gateway RELEASE PROVIDER_REFUSED");

        order.decide("2/create-gateway", Action.RETRY).ends(OrderState.cancelled);
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.effects("3/set-up-route", "RELEASE")).isEqualTo(1);
        assertThat(order.ledger()).containsExactly("100.00 cancel");
    }

    @Test
    void an_item_that_had_failed_before_stays_failed() {
        PlacedOrder order = lab.store(
                        Path.WORKFLOW_LOST_BEST_EFFORT,
                        Orders.bestEffort(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.azure("3", "2"),
                                Orders.aws("4", "1")))
                .script("2/", NO)
                .start()
                .until("pending")
                .loseWorkflow()
                .restart()
                .ends(OrderState.partial);

        assertThat(order.items()).containsExactly("1 completed", "2 failed", "3 failed", "4 completed");
        assertThat(order.there()).containsExactly("4/set-up-route/1");
        assertThat(order.report().lines()).hasSize(1);
    }

    @Test
    void a_wait_that_was_granted_more_time_keeps_it() {
        PlacedOrder order = lab.store(Path.WORKFLOW_LOST, Orders.of(Orders.port("1"), Orders.aws("2", "1")))
                .script("2/", Behaviour.neverActs())
                .start()
                .untilFallout("WAIT_EXPIRED")
                .decide("2/set-up-route", Action.RETRY)
                .until("pending")
                .loseWorkflow()
                .restart()
                .until("pending");
        assertThat(order.fallout()).hasSize(2);

        order.untilFallout("WAIT_EXPIRED")
                .decide("2/set-up-route", Action.RETRY)
                .until("pending"); // and more can be granted
        order.forget("2/").ends(OrderState.completed);
    }

    @Test
    void a_step_in_fallout_stays_there_and_what_was_decided_meanwhile_is_followed() {
        PlacedOrder order = lab.store(
                        Path.WORKFLOW_LOST_IN_FALLOUT, Orders.of(Orders.port("1"), Orders.azure("2", "1")))
                .script("2/", Behaviour.unreachable().times(Behaviour.ALWAYS))
                .start()
                .untilFallout("UNREACHABLE")
                .forget("2/")
                .loseWorkflow();
        long asked = order.calls("2/set-up-route", "APPLY");
        order.restart().settle();
        assertThat(order.openFallout()).containsExactly("2/set-up-route APPLY UNREACHABLE");
        assertThat(order.calls("2/set-up-route", "APPLY")).isEqualTo(asked);

        Decision old = new Decision("2/set-up-route", Action.RETRY, "bob", "of long ago", null, "another entry");
        order.loseWorkflow().decide(old).restart().until(order::isTold);
        assertThat(order.openFallout())
                .as("what a reset tells again is about another fallout")
                .containsExactly("2/set-up-route APPLY UNREACHABLE");

        order.loseWorkflow().decide("2/set-up-route", Action.RETRY).restart().ends(OrderState.completed);
        assertThat(order.fallout())
                .contains("2/set-up-route APPLY UNREACHABLE RETRY ada")
                .hasSize(4);
    }

    @Test
    void residue_that_was_accepted_stays_accepted() {
        PlacedOrder order = lab.store(
                        Path.WORKFLOW_LOST_WITH_RESIDUE,
                        Orders.of(
                                Orders.port("1"),
                                Orders.azure("2", "1"),
                                Orders.azure("3", "1"),
                                Orders.gateway("4", "1")))
                .script("2/", Behaviour.stuckRelease())
                .script("3/", Behaviour.stuckRelease())
                .script("4/", Behaviour.unreachable().times(3), NO)
                .start()
                .untilFallout("PROVIDER_REFUSED")
                .settle()
                .decide("2/set-up-route", Action.ACCEPT)
                .loseWorkflow()
                .restart()
                .settle();
        assertThat(order.openFallout()).containsExactly("3/set-up-route RELEASE PROVIDER_REFUSED");

        order.decide("3/set-up-route", Action.ACCEPT).ends(OrderState.failed);
        assertThat(order.report().lines().stream().filter(line -> !line.gone()))
                .extracting(line -> line.key().itemId() + " " + line.remark())
                .containsExactlyInAnyOrder("2 ada: as the test says", "3 ada: as the test says");
    }

    @Test
    void an_item_that_was_being_taken_back_goes_on_being_taken_back() {
        PlacedOrder order = lab.store(
                        Path.WORKFLOW_LOST_WHILE_AN_ITEM_IS_TAKEN_BACK,
                        Orders.bestEffort(Orders.port("1"), Orders.gateway("2", "1"), Orders.azure("3", "2")))
                .script("3/set-up-bgp", NO)
                .script("3/set-up-route", Behaviour.stuckRelease())
                .start()
                .untilFallout("PROVIDER_REFUSED")
                .loseWorkflow()
                .restart()
                .settle();
        assertThat(order.openFallout()).containsExactly("3/set-up-route RELEASE PROVIDER_REFUSED");

        order.forget("3/set-up-route").decide("3/set-up-route", Action.RETRY).ends(OrderState.partial);
        assertThat(order.items()).containsExactly("1 completed", "2 completed", "3 failed");
        assertThat(lab.one("select failure_code from product_order where id = ?", order.id))
                .isEqualTo("PROVIDER_REFUSED");
    }

    @Test
    void a_cancel_that_the_database_has_taken_is_answered_by_the_next_workflow() {
        PlacedOrder order = lab.place(Path.WORKFLOW_LOST_IN_CANCEL, Orders.of(Orders.port("1"), Orders.aws("2", "1")))
                .until("pending")
                .cancelTakenButNotAnswered()
                .loseWorkflow()
                .restart()
                .ends(OrderState.cancelled);

        assertThat(order.cancels()).containsExactly("done");
        assertThat(order.states()).endsWith("pendingCancellation", "cancelled");
    }

    @Test
    void a_wait_that_had_expired_is_granted_as_long_again() {
        PlacedOrder order = lab.store(Path.WORKFLOW_LOST_IN_FALLOUT, Orders.of(Orders.port("1"), Orders.aws("2", "1")))
                .script("2/", Behaviour.neverActs())
                .start()
                .untilFallout("WAIT_EXPIRED")
                .loseWorkflow()
                .restart()
                .settle()
                .decide("2/set-up-route", Action.RETRY)
                .until("pending");
        order.forget("2/").ends(OrderState.completed);
    }

    @Test
    void the_order_is_no_longer_held_when_its_new_workflow_runs() {
        PlacedOrder order = lab.place(Path.WORKFLOW_LOST, Orders.of(Orders.port("1"), Orders.aws("2", "1")))
                .until("pending")
                .loseWorkflow();
        assertThat(order.state()).isEqualTo("held");

        order.restart().pass(Duration.ofMinutes(1));
        assertThat(order.state()).isEqualTo("pending");
        order.ends(OrderState.completed);
    }
}
