package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An order begins when its customer wishes, and can be cancelled until then as if it had never been. */
class StartDateTest {
    private static final Duration THREE_WEEKS = Duration.ofDays(21);

    private final OrderLab lab = OrderLab.shared();
    private final Instant start = lab.clock.instant().plus(THREE_WEEKS);

    @Test
    void an_order_stays_acknowledged_until_its_start_and_completes_then() {
        PlacedOrder order = lab.store(Path.PORT, Orders.of(Orders.port("1")), start)
                .deliver()
                .pass(Duration.ofDays(20))
                .deliver();
        lab.sweep();
        assertThat(order.states()).containsExactly("acknowledged");
        assertThat(order.openFallout()).isEmpty();

        order.pass(Duration.ofDays(1)).start().ends(OrderState.completed);
        assertThat(order.startedAt()).isAfterOrEqualTo(start);
    }

    @Test
    void one_that_is_cancelled_before_its_start_runs_nothing_but_its_cancel_and_that_at_once() {
        PlacedOrder order = lab.store(
                        Path.CANCEL_BEFORE_ANYTHING, Orders.of(Orders.port("1"), Orders.azure("2", "1")), start)
                .deliver()
                .cancelByCustomer()
                .ends(OrderState.cancelled);

        assertThat(order.startedAt()).isBefore(start);
        assertThat(order.cancels()).containsExactly("done");
        assertThat(order.steps()).isEmpty();
        assertThat(order.calls()).isEmpty();
        assertThat(order.ledger()).isEmpty();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }
}
