package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events on their way to a real consumer, for days, whatever breaks meanwhile. */
class HubTest {
    private final OrderLab lab = OrderLab.shared();

    private PlacedOrder order() {
        return lab.place(Path.PORT, Orders.of(Orders.port("1"))).ends(OrderState.completed);
    }

    private List<String> numbers(PlacedOrder order) {
        int last = Integer.parseInt(lab.one("select ordering_events from product_order where id = ?", order.id));
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }

    @Test
    void a_consumer_gets_all_events_of_an_order_in_their_order_and_once() {
        try (PlacedHub hub = new PlacedHub(lab, Path.HUB)) {
            PlacedOrder order = order();
            hub.ends();

            assertThat(hub.received(order)).isEqualTo(numbers(order));
        }
    }

    @Test
    void a_consumer_that_is_down_for_two_days_misses_nothing() {
        try (PlacedHub hub = new PlacedHub(lab, Path.HUB)) {
            hub.consumer.answers(503);
            PlacedOrder order = order();
            Instant begun = lab.clock.instant();
            hub.until(() -> lab.clock.instant().isAfter(begun.plus(Duration.ofDays(2))));
            assertThat(hub.dead()).isZero();
            hub.consumer.received().clear();
            hub.consumer.answers(204);
            hub.ends();

            assertThat(hub.received(order)).isEqualTo(numbers(order));
        }
    }

    @Test
    void after_three_days_events_are_dead_letters_and_the_next_one_is_sent() {
        try (PlacedHub hub = new PlacedHub(lab, Path.HUB_THREE_DAYS)) {
            hub.consumer.answers(500);
            PlacedOrder order = order();
            Instant begun = lab.clock.instant();
            hub.until(() -> hub.pending() == 0);

            assertThat(Duration.between(begun, lab.clock.instant()))
                    .isGreaterThan(Duration.ofDays(3).minusMinutes(5));
            assertThat(hub.dead()).isEqualTo(numbers(order).size());
            assertThat(hub.received(order).size()).isLessThan(100);
            hub.consumer.answers(204);
            PlacedOrder next = order();
            hub.ends();
            assertThat(hub.received(next)).isEqualTo(numbers(next));
            assertThat(hub.histories())
                    .allSatisfy(run -> assertThat(run.events()).isLessThan(2_000));
        }
    }

    @Test
    void a_subscription_whose_workflow_is_lost_goes_on_with_another_one() {
        try (PlacedHub hub = new PlacedHub(lab, Path.HUB_WORKFLOW_LOST)) {
            hub.consumer.answers(500);
            PlacedOrder order = order();
            hub.until(() -> hub.row().failures() > 2);
            hub.loseWorkflow();
            hub.consumer.received().clear();
            hub.consumer.answers(204);
            hub.ends();

            assertThat(hub.received(order)).isEqualTo(numbers(order));
        }
    }

    @Test
    void a_long_trouble_continues_as_new() {
        try (PlacedHub hub = new PlacedHub(lab, Path.HUB_CONTINUED)) {
            lab.callWindowLong(hub.workflowId(), 40);
            hub.consumer.answers(500);
            PlacedOrder order = order();
            hub.until(() -> hub.row().failures() > 6);
            hub.consumer.received().clear();
            hub.consumer.answers(204);
            hub.ends();

            assertThat(hub.received(order)).isEqualTo(numbers(order));
            assertThat(hub.histories().size()).isGreaterThan(1);
        }
    }

    @Test
    void no_history_knows_where_events_go_or_what_they_are_signed_with() {
        try (PlacedHub hub = new PlacedHub(lab, Path.HUB)) {
            order();
            hub.ends();
            String secret =
                    lab.one("select content from secret where id = ?", hub.row().secret());

            assertThat(hub.histories())
                    .isNotEmpty()
                    .allSatisfy(run -> assertThat(run.json())
                            .doesNotContain(hub.consumer.url())
                            .doesNotContain(secret)
                            .doesNotContain(secret.substring(6, 20)));
        }
    }
}
