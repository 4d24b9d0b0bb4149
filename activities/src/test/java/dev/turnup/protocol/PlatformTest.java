package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.Decision.Action;
import dev.turnup.order.OrderState;
import dev.turnup.simulated.Behaviour;
import dev.turnup.step.FailureCode;
import org.junit.jupiter.api.Test;

/** Workers that are missing, histories that grow too long, and a database that is away for a while. */
class PlatformTest {
    private final OrderLab lab = OrderLab.shared();

    @Test
    void a_step_that_no_worker_takes_until_its_due_date_goes_to_an_operator() throws Exception {
        PlacedOrder order = lab.store(Path.NO_WORKER, Orders.of(Orders.port("1"), Orders.azure("2", "1")))
                .plannedOn("simulated-azure", "elsewhere-" + Path.NO_WORKER.file(), "PT0.5S");
        order.start().untilFallout("NO_WORKER");
        assertThat(order.state()).isEqualTo("held");
        assertThat(order.calls()).isEmpty();

        try (AutoCloseable worker = lab.startWorker(
                new Renamed<>(lab.adapter("route.simulated-azure"), "elsewhere-" + Path.NO_WORKER.file()))) {
            order.decide("2/set-up-route", Action.RETRY).ends(OrderState.completed);
        }
        assertThat(order.fallout()).containsExactly("2/set-up-route APPLY NO_WORKER RETRY ada");
        assertThat(order.effects("2/set-up-route", "APPLY")).isEqualTo(1);
    }

    @Test
    void an_order_goes_on_from_its_journal_when_its_history_has_become_too_long() {
        PlacedOrder order = lab.store(
                Path.CONTINUED,
                Orders.of(Orders.port("1"), Orders.gateway("2", "1"), Orders.azure("3", "2"), Orders.aws("4", "2")));
        lab.callLong(order.id, 40);
        order.start().ends(OrderState.completed);

        assertThat(order.histories()).hasSizeGreaterThan(1);
        assertThat(order.effects("3/set-up-route", "APPLY")).isEqualTo(1);
        assertThat(order.effects("4/set-up-route", "APPLY")).isEqualTo(1);
        assertThat(order.fallout()).isEmpty();
    }

    @Test
    void an_undo_goes_on_when_the_history_has_become_too_long() {
        PlacedOrder order = lab.store(
                        Path.CONTINUED_IN_UNDO,
                        Orders.of(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.azure("3", "2"),
                                Orders.aws("4", "2")))
                .script("2/", Behaviour.stuckRelease())
                .start()
                .until("pending");
        lab.callLong(order.id, 80);
        order.cancelByCustomer()
                .untilFallout("PROVIDER_REFUSED")
                .forget("2/")
                .decide("2/create-gateway", Action.RETRY)
                .ends(OrderState.cancelled);

        assertThat(order.histories()).hasSizeGreaterThan(1);
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.ledger()).containsExactly("100.00 cancel");
    }

    @Test
    void a_step_on_our_own_database_waits_on_its_queue_while_the_database_is_away() {
        PlacedOrder order = lab.store(
                Path.DATABASE_BUSY, Orders.of(Orders.port("1"), Orders.port("2"), Orders.circuit("3", "1", "2")));
        lab.takeAway("vni");
        order.start().until(() -> order.isRetrying("vni.apply"));
        assertThat(order.steps()).contains("3/assign-vni/1 APPLY running");
        lab.bringBack("vni");

        order.ends(OrderState.completed);
        assertThat(order.steps()).contains("3/assign-vni/1 APPLY done");
        assertThat(order.fallout()).isEmpty();
        assertThat(order.owned()).hasSize(5);
    }

    @Test
    void an_order_that_fails_in_two_places_names_the_first_as_the_reason() {
        PlacedOrder order = lab.store(
                        Path.REFUSED, Orders.of(Orders.port("1"), Orders.azure("2", "1"), Orders.azure("3", "1")))
                .script("2/", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "no"))
                .script("3/", Behaviour.unreachable().times(3), Behaviour.refuse(FailureCode.NO_CAPACITY, "no"))
                .start()
                .ends(OrderState.failed);
        assertThat(lab.one("select failure_code from product_order where id = ?", order.id))
                .isEqualTo("PROVIDER_REFUSED");
    }
}
