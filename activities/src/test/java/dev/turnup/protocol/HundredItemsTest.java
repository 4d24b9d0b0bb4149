package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderRequest;
import dev.turnup.simulated.Behaviour;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The largest order there is, with every wait and a full undo, stays far below what Temporal can carry. */
class HundredItemsTest {
    private static final int MOST_EVENTS = 20_000;

    private final OrderLab lab = OrderLab.shared();

    @Test
    void a_hundred_items_that_all_wait_and_are_all_taken_back_stay_below_twenty_thousand_events() {
        PlacedOrder order = lab.store(Path.HUNDRED_ITEMS, Orders.of(items()))
                .script("i5/", Behaviour.partyRefuses())
                .script("c1", Behaviour.virtualInterface(Duration.ofDays(3)))
                .start()
                .until("pending")
                .ends(OrderState.failed);

        assertThat(order.items()).hasSize(100).allMatch(item -> item.endsWith(" failed"));
        assertThat(new HashSet<>(order.undone())).hasSizeGreaterThan(200);
        assertThat(order.there()).isEmpty();
        assertThat(order.owned()).isEmpty();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
        assertThat(order.histories().stream().mapToInt(Run::events).sum()).isLessThan(MOST_EVENTS);
    }

    /** Two ports with a gateway on each, 50 connections on them, and 46 buildings without fibre. */
    private static OrderRequest.Item[] items() {
        Stream<OrderRequest.Item> base =
                Stream.of(Orders.port("p1"), Orders.port("p2"), Orders.gateway("g1", "p1"), Orders.gateway("g2", "p2"));
        Stream<OrderRequest.Item> clouds =
                IntStream.range(0, 50).mapToObj(n -> Orders.aws("c" + n, n % 2 == 0 ? "g1" : "g2"));
        Stream<OrderRequest.Item> buildings =
                IntStream.range(0, 46).mapToObj(n -> Orders.internet("i" + n, Orders.NO_FIBRE_YET));
        return Stream.of(base, clouds, buildings).flatMap(items -> items).toArray(OrderRequest.Item[]::new);
    }
}
