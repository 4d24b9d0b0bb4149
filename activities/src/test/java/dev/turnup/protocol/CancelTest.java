package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.Decision.Action;
import dev.turnup.order.OrderState;
import dev.turnup.simulated.Behaviour;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** An order can be cancelled until it commits, by whoever asks, and is taken back then. */
class CancelTest {
    private final OrderLab lab = OrderLab.shared();

    /** One cloud is there, its soft point of no return passed; the other waits for the customer. */
    private PlacedOrder waiting(Path path) {
        return lab.place(path, Orders.of(Orders.port("1"), Orders.azure("2", "1"), Orders.aws("3", "1")))
                .until("pending");
    }

    @Test
    void a_customer_who_cancels_after_a_soft_point_of_no_return_is_charged_once() {
        PlacedOrder order = waiting(Path.CANCEL_BY_CUSTOMER).cancelByCustomer().ends(OrderState.cancelled);

        assertThat(order.ledger()).containsExactly("100.00 cancel");
        assertThat(order.cancels()).containsExactly("done 100.00");
        assertThat(order.items()).containsExactly("1 cancelled", "2 cancelled", "3 cancelled");
        assertThat(order.states())
                .containsExactly(
                        "acknowledged", "inProgress", "pending", "inProgress", "pendingCancellation", "cancelled");
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.status()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
    }

    @Test
    void an_operator_who_cancels_costs_the_customer_nothing() {
        PlacedOrder order = waiting(Path.CANCEL_BY_OPERATOR).cancelByOperator().ends(OrderState.cancelled);

        assertThat(order.ledger()).isEmpty();
        assertThat(order.cancels()).containsExactly("done");
    }

    @Test
    void a_cancel_in_temporal_is_followed_and_the_workflow_ends_canceled() {
        PlacedOrder order = waiting(Path.CANCEL_IN_TEMPORAL).cancelInTemporal().ends(OrderState.cancelled);

        assertThat(order.status()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.ledger()).isEmpty();
        assertThat(lab.one("select content from order_event where order_id = ? and type = 'cancel'", order.id))
                .contains("temporal (as claimed)");
    }

    @Test
    void an_order_that_is_cancelled_before_anything_ran_runs_nothing() {
        PlacedOrder order = lab.store(Path.CANCEL_BEFORE_ANYTHING, Orders.of(Orders.port("1"), Orders.azure("2", "1")))
                .startCancelled()
                .ends(OrderState.cancelled);

        assertThat(order.steps()).isEmpty();
        assertThat(order.calls()).isEmpty();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void a_cancel_after_the_commit_is_refused_and_that_is_recorded() {
        PlacedOrder order = lab.store(Path.CANCEL_AFTER_COMMIT, Orders.of(Orders.port("1")));
        lab.takeAway("billing_segment");
        order.start().untilFallout("DATABASE_BUSY").cancelByCustomer();
        assertThat(order.cancels()).containsExactly("terminatedWithError");
        assertThat(order.products()).containsExactly("1 active");
        order.decide("1/start-billing", Action.CANCEL);
        assertThat(order.openFallout()).containsExactly("1/start-billing APPLY DATABASE_BUSY");

        lab.bringBack("billing_segment");
        order.decide("1/start-billing", Action.RETRY).ends(OrderState.completed);
        assertThat(order.ledger()).isEmpty();
        order.cancelByCustomer();
        assertThat(order.cancels()).containsExactly("terminatedWithError", "terminatedWithError");
    }

    @Test
    void a_second_cancel_is_refused() {
        PlacedOrder order = lab.store(
                        Path.CANCEL_TWICE, Orders.of(Orders.port("1"), Orders.azure("2", "1"), Orders.aws("3", "1")))
                .script("2/", Behaviour.stuckRelease())
                .start()
                .until("pending")
                .cancelByCustomer()
                .cancelByCustomer();
        assertThat(order.cancels()).containsExactly("done 100.00", "terminatedWithError");

        order.untilFallout("PROVIDER_REFUSED")
                .forget("2/")
                .decide("2/set-up-route", Action.RETRY)
                .ends(OrderState.cancelled);
        assertThat(order.ledger()).containsExactly("100.00 cancel");
    }

    @RepeatedTest(4)
    void a_cancel_that_races_the_commit_wins_or_is_refused(RepetitionInfo repetition) {
        PlacedOrder order = lab.place(Path.CANCEL_RACES_COMMIT, Orders.of(Orders.port("1"), Orders.aws("2", "1")))
                .until("pending");
        lab.pass(Duration.ofHours(2)); // the customer has accepted, and nobody knows it yet
        if (repetition.getCurrentRepetition() % 2 == 0) {
            order.wake("2/set-up-route").cancel("carl", true);
        } else {
            order.cancel("carl", true).wake("2/set-up-route");
        }
        order.untilEnd();

        if (order.state().equals("completed")) {
            assertThat(order.cancels()).containsExactly("terminatedWithError");
            assertThat(order.ledger()).isEmpty();
        } else {
            assertThat(order.state()).isEqualTo("cancelled");
            assertThat(order.cancels()).singleElement().asString().startsWith("done");
        }
    }

    @Test
    void a_cancel_that_was_taken_in_a_lost_task_is_followed_before_anybody_repeats_it() {
        PlacedOrder order = lab.place(Path.CANCEL_UNANSWERED, Orders.of(Orders.port("1"), Orders.aws("2", "1")))
                .until("pending")
                .cancelTakenButNotAnswered()
                .until("cancelled")
                .repeatCancel()
                .ends(OrderState.cancelled);

        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.cancels()).containsExactly("done");
    }
}
