package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.intake.ProductBusy;
import dev.turnup.intake.WindowRefused;
import dev.turnup.order.Decision;
import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderRequest;
import dev.turnup.simulated.Behaviour;
import dev.turnup.step.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Products that are faster during an event, and surely as before after it. */
class WindowTest {
    private static final Duration LEAD = Duration.ofMinutes(5);
    /** A window's life, and a look each time that its wait has become twice as long. */
    private static final int QUIET = 75;

    private final OrderLab lab = OrderLab.shared();
    private final Instant start =
            lab.clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(3));
    private final Instant end = start.plus(Duration.ofHours(4));

    private String internet() {
        return lab.place(Path.PORT, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .ends(OrderState.completed)
                .product("1");
    }

    private PlacedWindow book(Path path, String product) {
        return lab.book(path, start, end, Map.of(product, 5_000L));
    }

    private PlacedWindow raised(Path path, String product) {
        PlacedWindow window = book(path, product).passTo(start.minus(LEAD)).until("raised");
        assertThat(speed(product)).isEqualTo(5_000);
        return window;
    }

    private int speed(String product) {
        int speed = lab.effective("access.simulated", product, "build-access")
                .path("speedMbps")
                .asInt();
        assertThat(lab.one("select body from product where id = ?", product)).contains("\"speedMbps\":" + speed);
        return speed;
    }

    @Test
    void a_line_is_faster_from_before_the_start_to_the_end_and_billed_by_what_was_confirmed() {
        String product = internet();
        PlacedWindow window = raised(Path.WINDOW, product);
        assertThat(window.row().raisedAt()).isBetween(start.minus(LEAD), start);

        window.passTo(end).ends("completed");
        assertThat(speed(product)).isEqualTo(1_000);
        assertThat(window.row().returnedAt()).isBetween(end, end.plus(LEAD));
        assertThat(lab.list("select per_hour from billing_segment where product_id = ? order by since", product))
                .containsExactly("1.2500", "3.2000", "1.2500");
        assertThat(lab.one(
                        "select count(*) from billing_segment where product_id = ? and since in (?, ?)",
                        product,
                        window.row().raisedAt(),
                        window.row().returnedAt()))
                .isEqualTo("2");
        assertThat(window.order("raise").steps()).noneMatch(step -> step.contains("hold-capacity"));
        window.order("return").ends(OrderState.completed);
    }

    @Test
    void a_window_that_follows_another_one_at_once_waits_for_its_return() {
        String product = internet();
        PlacedWindow first = raised(Path.WINDOW, product);
        Instant next = end.plus(LEAD);
        PlacedWindow second = lab.book(Path.WINDOW, next, next.plus(Duration.ofHours(1)), Map.of(product, 5_000L));

        first.passTo(end).ends("completed");
        second.settle().until("raised").passTo(next.plus(Duration.ofHours(1))).ends("completed");
        assertThat(speed(product)).isEqualTo(1_000);
    }

    @Test
    void what_was_agreed_and_quoted_is_billed_whatever_the_catalogue_says_by_then() {
        String product = internet();
        lab.jdbi().useHandle(handle -> handle.execute("update product set per_hour = 1 where id = ?", product));
        PlacedWindow window = book(Path.WINDOW, product);
        lab.jdbi()
                .useHandle(handle ->
                        handle.execute("update window_product set window_price = 2.5 where product_id = ?", product));

        window.passTo(start.minus(LEAD)).until("raised").passTo(end).ends("completed");
        assertThat(lab.list("select per_hour from billing_segment where product_id = ? order by since", product))
                .containsExactly("1.2500", "2.5000", "1.0000");
    }

    @Test
    void what_was_usual_comes_back_though_it_is_no_longer_sold_there() {
        String product = internet();
        PlacedWindow window = raised(Path.WINDOW, product);
        String place = lab.one("select place from product where id = ?", product);
        String access = lab.one("select access from location_1 where id = ?", place);
        lab.jdbi()
                .useHandle(
                        handle -> handle.execute("update location_1 set access = 'fiber:500:0' where id = ?", place));
        try {
            window.passTo(end).ends("completed");
        } finally {
            lab.jdbi()
                    .useHandle(
                            handle -> handle.execute("update location_1 set access = ? where id = ?", access, place));
        }
        assertThat(speed(product)).isEqualTo(1_000);
    }

    @Test
    void a_product_that_got_faster_than_its_window_meanwhile_stays_so() {
        String product = internet();
        PlacedWindow window = book(Path.WINDOW_NOT_RAISED, product);
        lab.change(Path.MODIFY_SPEED, Wishes.modify("1", product, Map.of("speedMbps", 10_000)))
                .ends(OrderState.completed);

        window.passTo(start.minus(LEAD)).ends("failed");
        assertThat(speed(product)).isEqualTo(10_000);
        assertThat(window.orders("raise")).isEmpty();
    }

    @Test
    void nobody_else_changes_a_product_that_is_raised() {
        String product = internet();
        PlacedWindow window = raised(Path.WINDOW, product);
        assertThatThrownBy(() -> lab.judged(Wishes.modify("1", product, Map.of("speedMbps", 2_000))))
                .hasMessageContaining("is being changed by " + window.id);

        window.passTo(end).ends("completed");
        lab.change(Path.MODIFY_SPEED, Wishes.modify("1", product, Map.of("speedMbps", 2_000)))
                .ends(OrderState.completed);
    }

    @Test
    void an_order_that_was_judged_before_the_raise_is_stopped_when_it_is_stored() {
        String product = internet();
        var judged = lab.judged(Wishes.modify("1", product, Map.of("speedMbps", 2_000)));
        PlacedWindow window = raised(Path.WINDOW, product);

        assertThatThrownBy(() -> lab.store(Path.MODIFY_SPEED, judged)).isInstanceOf(ProductBusy.class);
        window.passTo(end).ends("completed");
    }

    @Test
    void what_would_take_a_product_from_a_window_that_was_booked_meanwhile_is_stopped_when_it_is_stored() {
        String product = internet();
        OrderRequest delete = lab.judged(Wishes.delete("1", product));
        OrderRequest change = lab.judged(Wishes.modify("1", product, Map.of("speedMbps", 2_000)));
        PlacedWindow window = book(Path.WINDOW, product);

        assertThatThrownBy(() -> lab.store(Path.DELETE, delete)).isInstanceOf(ProductBusy.class);
        OrderRequest during = new OrderRequest(change.mode(), start, change.items());
        assertThatThrownBy(() -> lab.store(Path.MODIFY_SPEED, during, start)).isInstanceOf(ProductBusy.class);
        lab.place(Path.MODIFY_SPEED, change).ends(OrderState.completed);
        window.passTo(start.minus(LEAD)).until("raised").passTo(end).ends("completed");
        assertThat(speed(product)).isEqualTo(2_000);
    }

    @Test
    void a_window_that_is_extended_ends_later_and_once() {
        String product = internet();
        Instant later = end.plus(Duration.ofHours(2));
        PlacedWindow window =
                raised(Path.WINDOW_EXTENDED, product).extend(later).passTo(end).settle();
        assertThat(window.row().state()).isEqualTo("raised");

        window.passTo(later).ends("completed");
        assertThat(window.row().returnedAt()).isAfterOrEqualTo(later);
        assertThat(window.orders("return")).hasSize(1);
    }

    @Test
    void a_window_that_is_cancelled_before_its_raise_touches_nothing() {
        String product = internet();
        PlacedWindow window =
                book(Path.WINDOW_CANCELLED_BEFORE, product).cancel().ends("cancelled");

        assertThat(window.orders("raise")).isEmpty();
        assertThat(window.row().raisedAt()).isNull();
    }

    @Test
    void a_window_that_is_cancelled_while_it_lasts_ends_at_once() {
        String product = internet();
        PlacedWindow window = raised(Path.WINDOW_CANCELLED, product).cancel().ends("cancelled");

        assertThat(window.row().returnedAt()).isBefore(start.plus(LEAD));
        assertThat(speed(product)).isEqualTo(1_000);
    }

    @Test
    void a_raise_that_the_provider_refuses_fails_the_window_and_leaves_everything_as_it_was() {
        String product = internet();
        PlacedWindow window = book(Path.WINDOW_NOT_RAISED, product).passTo(start.minus(LEAD));
        window.order("raise").script("1/change-access", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "not today"));
        window.ends("failed");

        assertThat(window.row().trouble()).contains("not today");
        assertThat(speed(product)).isEqualTo(1_000);
        window.order("raise").ends(OrderState.failed);
    }

    @Test
    void a_raise_that_is_stuck_until_the_end_is_given_up_and_never_happens() {
        String product = internet();
        PlacedWindow window = book(Path.WINDOW_GIVEN_UP, product).passTo(start.minus(LEAD));
        PlacedOrder raise = window.order("raise")
                .script("1/change-access", Behaviour.lostAnswer().times(20))
                .start()
                .untilFallout("UNREACHABLE")
                .forget("1/change-access");
        window.passTo(end).ends("failed");

        raise.ends(OrderState.cancelled);
        assertThat(raise.ledger()).isEmpty();
        assertThat(speed(product)).isEqualTo(1_000);
    }

    @Test
    void a_window_whose_raise_can_not_be_undone_waits_quietly_for_an_operator() {
        String product = internet();
        PlacedWindow window = book(Path.WINDOW_GIVEN_UP, product).passTo(start.minus(LEAD));
        PlacedOrder raise = window.order("raise")
                .script(
                        "1/change-access",
                        Behaviour.stuckRelease(),
                        Behaviour.lostAnswer().times(20))
                .start()
                .untilFallout("UNREACHABLE");
        window.passTo(end);
        raise.untilFallout("PROVIDER_REFUSED");
        for (int minute = 0; minute < 60; minute++) {
            lab.pass(Duration.ofMinutes(1));
            lab.tellWindows();
        }
        assertThat(window.histories().getFirst().events()).isLessThan(QUIET);

        raise.forget("1/change-access")
                .decide("1/change-access", Decision.Action.RETRY)
                .ends(OrderState.cancelled);
        window.told().ends("failed");
    }

    @Test
    void a_raise_waits_for_another_order_of_its_product() {
        String product = internet();
        PlacedWindow window = book(Path.WINDOW_WAITS, product);
        PlacedOrder other = lab.store(
                        Path.MODIFY_SPEED, lab.judged(Wishes.modify("1", product, Map.of("speedMbps", 2_000))))
                .script("1/change-access", Behaviour.lostAnswer().times(20))
                .start()
                .untilFallout("UNREACHABLE")
                .forget("1/change-access");
        window.passTo(start.minus(LEAD)).settle();
        assertThat(window.row().trouble()).contains("is being changed by " + other.id);

        other.decide("1/change-access", Decision.Action.RETRY).ends(OrderState.completed);
        window.until("raised").passTo(end).ends("completed");
        assertThat(speed(product)).as("as it was when the raise began").isEqualTo(2_000);
    }

    @Test
    void a_return_that_the_provider_refuses_goes_to_an_operator_and_is_made_all_the_same() {
        String product = internet();
        PlacedWindow window = raised(Path.WINDOW_RETURN_REFUSED, product).passTo(end);
        PlacedOrder back = window.order("return")
                .script("1/change-access", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "frozen"))
                .start()
                .untilFallout("PROVIDER_REFUSED");
        lab.pass(Duration.ofHours(1));
        assertThat(window.settle().row().state()).isEqualTo("returning");

        back.decide("1/change-access", Decision.Action.RETRY);
        window.ends("completed");
        assertThat(window.row().returnedAt()).isAfter(end.plus(Duration.ofHours(1)));
        assertThat(speed(product)).isEqualTo(1_000);
    }

    @Test
    void a_return_whose_order_is_cancelled_is_ordered_anew() {
        String product = internet();
        PlacedWindow window = raised(Path.WINDOW_RETURN_CANCELLED, product).passTo(end);
        window.order("return").startCancelled();
        window.ends("completed");

        assertThat(window.orders("return")).hasSize(2);
        assertThat(speed(product)).isEqualTo(1_000);
    }

    @Test
    void a_window_whose_workflow_is_lost_is_found_and_comes_back() {
        String product = internet();
        PlacedWindow window = raised(Path.WINDOW_WORKFLOW_LOST, product)
                .loseWorkflow()
                .passTo(end.plus(Duration.ofMinutes(2)))
                .settle()
                .foundAgain()
                .ends("completed");

        assertThat(window.row().returnedAt()).isBefore(end.plus(LEAD));
        assertThat(speed(product)).isEqualTo(1_000);
    }

    @Test
    void a_window_whose_history_is_long_goes_on_in_another_run() {
        String product = internet();
        PlacedWindow window = book(Path.WINDOW_CONTINUED, product);
        lab.callWindowLong(window.id, 8);
        window.passTo(start.minus(LEAD)).until("raised").passTo(end).ends("completed");

        assertThat(window.histories()).hasSizeGreaterThan(1);
    }

    @Test
    void capacity_is_reserved_against_orders_that_come_later_and_other_windows() {
        PlacedOrder ports = lab.place(
                        Path.CIRCUIT,
                        Orders.of(
                                Orders.port("1"),
                                Orders.port("2"),
                                Orders.circuit("3", "1", "2"),
                                Orders.circuit("4", "1", "2"),
                                Orders.circuit("5", "1", "2")))
                .ends(OrderState.completed);
        PlacedWindow window =
                lab.book(Path.WINDOW, start, end, Map.of(ports.product("3"), 5_000L, ports.product("5"), 2_000L));
        assertThatThrownBy(() ->
                        lab.book(Path.WINDOW, start.plus(LEAD), end.plus(LEAD), Map.of(ports.product("4"), 5_000L)))
                .isInstanceOf(WindowRefused.class)
                .hasMessageContaining("are free");
        PlacedOrder later = lab.change(
                        Path.MODIFY_NO_CAPACITY, Wishes.modify("1", ports.product("4"), Map.of("speedMbps", 5_000)))
                .ends(OrderState.failed);
        assertThat(later.steps()).containsExactly("1/hold-capacity/1 RELEASE done NO_CAPACITY");

        window.cancel().ends("cancelled");
        lab.change(Path.MODIFY_SPEED, Wishes.modify("1", ports.product("4"), Map.of("speedMbps", 5_000)))
                .ends(OrderState.completed);
    }

    @Test
    void all_products_are_raised_or_none() {
        String one = internet();
        String two = internet();
        PlacedWindow window = lab.book(Path.WINDOW_NOT_RAISED, start, end, Map.of(one, 5_000L, two, 2_000L))
                .passTo(start.minus(LEAD));
        window.order("raise").script("2/change-access", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "not today"));
        window.ends("failed");

        assertThat(speed(one)).isEqualTo(1_000);
        assertThat(speed(two)).isEqualTo(1_000);
    }
}
