package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.Decision;
import dev.turnup.order.Decision.Action;
import dev.turnup.order.OrderState;
import dev.turnup.simulated.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong outside is retried, found by its key, probed, and last of all decided by a person. */
class FalloutTest {
    private static final Behaviour AWAY = Behaviour.unreachable().times(Behaviour.ALWAYS);

    private final OrderLab lab = OrderLab.shared();

    private PlacedOrder portAndAzure(Path path) {
        return lab.store(path, Orders.of(Orders.port("1"), Orders.azure("2", "1")));
    }

    private PlacedOrder portAndAws(Path path) {
        return lab.store(path, Orders.of(Orders.port("1"), Orders.aws("2", "1")));
    }

    @Test
    void a_transient_failure_is_retried() {
        PlacedOrder order = portAndAzure(Path.TRANSIENT)
                .script("2/", Behaviour.unreachable().times(2), Behaviour.throttled())
                .start()
                .ends(OrderState.completed);

        assertThat(order.calls("2/set-up-route", "APPLY")).isEqualTo(4);
        assertThat(order.effects("2/set-up-route", "APPLY")).isEqualTo(1);
        assertThat(order.fallout()).isEmpty();
    }

    @Test
    void what_was_done_before_a_timeout_is_found_by_its_key() {
        PlacedOrder order = portAndAzure(Path.TIMEOUT_AFTER_SUCCESS)
                .script("2/", Behaviour.timeoutAfterSuccess())
                .start()
                .ends(OrderState.completed);

        assertThat(order.calls("2/set-up-route", "APPLY")).isEqualTo(2);
        assertThat(order.effects("2/set-up-route", "APPLY")).isEqualTo(1);
    }

    @Test
    void what_a_probe_sees_needs_no_operator_when_every_answer_was_lost() {
        PlacedOrder order = portAndAzure(Path.ANSWERS_LOST)
                .script("2/", Behaviour.lostAnswer().times(7))
                .start()
                .ends(OrderState.completed);

        assertThat(order.calls("2/set-up-route", "PROBE")).isEqualTo(1);
        assertThat(order.calls("2/set-up-route", "APPLY")).isEqualTo(8);
        assertThat(order.effects("2/set-up-route", "APPLY")).isEqualTo(1);
        assertThat(order.fallout()).isEmpty();
    }

    @Test
    void an_unreachable_provider_holds_the_order_until_an_operator_retries() {
        PlacedOrder order = portAndAzure(Path.UNREACHABLE_THEN_RETRY)
                .script("2/", AWAY)
                .start()
                .untilFallout("UNREACHABLE");
        assertThat(order.state()).isEqualTo("held");
        assertThat(order.items()).containsExactly("1 inProgress", "2 held");
        assertThat(order.calls("2/set-up-route", "APPLY")).isEqualTo(7);
        assertThat(order.calls("2/set-up-route", "PROBE")).isEqualTo(1);
        assertThat(order.there()).isEmpty();

        order.forget("2/").decide("2/set-up-route", Action.RETRY).ends(OrderState.completed);
        assertThat(order.fallout()).containsExactly("2/set-up-route APPLY UNREACHABLE RETRY ada");
        assertThat(order.effects("2/set-up-route", "APPLY")).isEqualTo(1);
        assertThat(order.states()).containsExactly("acknowledged", "inProgress", "held", "inProgress", "completed");
    }

    @Test
    void changed_input_is_a_new_generation_that_begins_when_the_last_is_gone() {
        PlacedOrder order = portAndAws(Path.RETRY_CHANGED)
                .script("2/set-up-route/1", Behaviour.neverActs())
                .start()
                .untilFallout("WAIT_EXPIRED")
                .decide("2/set-up-route", Action.RETRY_CHANGED, Map.of("customerKey", "210987654321"))
                .until("pending");
        assertThat(order.there()).containsExactly("2/set-up-route/2");

        order.ends(OrderState.completed);
        assertThat(order.steps()).contains("2/set-up-route/1 RELEASE done WAIT_EXPIRED", "2/set-up-route/2 APPLY done");
        assertThat(lab.one("select before || after from fallout where order_id = ?", order.id))
                .contains("123456789012", "210987654321");
        assertThat(order.there()).containsExactly("2/set-up-route/2");
    }

    @Test
    void a_change_of_input_that_is_cut_off_in_the_middle_is_carried_on() {
        PlacedOrder order = portAndAws(Path.RETRY_CHANGED_CUT_OFF)
                .script("2/set-up-route/1", Behaviour.neverActs(), Behaviour.stuckRelease())
                .start()
                .untilFallout("WAIT_EXPIRED")
                .decide("2/set-up-route", Action.RETRY_CHANGED, Map.of("customerKey", "210987654321"))
                .untilFallout("PROVIDER_REFUSED")
                .loseWorkflow()
                .restart()
                .settle();
        assertThat(order.openFallout()).containsExactly("2/set-up-route RELEASE PROVIDER_REFUSED");

        order.forget("2/set-up-route/1")
                .decide("2/set-up-route", Action.RETRY)
                .until("pending")
                .ends(OrderState.completed);
        assertThat(order.there()).containsExactly("2/set-up-route/2");
        assertThat(lab.one("select desired from step where order_id = ? and generation = 2", order.id))
                .contains("210987654321");
        assertThat(lab.one("select body from product where order_id = ? and item_id = '2'", order.id))
                .contains("210987654321")
                .doesNotContain("123456789012");
    }

    @Test
    void what_the_customer_ordered_is_not_changed_by_an_operator() {
        PlacedOrder order = portAndAzure(Path.SKIP_REFUSED)
                .script("2/", AWAY)
                .start()
                .untilFallout("UNREACHABLE")
                .decide("2/set-up-route", Action.RETRY_CHANGED, Map.of("speedMbps", 50));
        assertThat(order.state()).isEqualTo("held");

        order.forget("2/").decide("2/set-up-route", Action.RETRY).ends(OrderState.completed);
    }

    @Test
    void of_two_decisions_that_come_together_both_are_kept_and_the_first_that_can_be_is_followed() {
        PlacedOrder order = portAndAzure(Path.TWO_DECISIONS)
                .script("2/", AWAY)
                .start()
                .untilFallout("UNREACHABLE")
                .forget("2/");
        Decision skip = new Decision("2/set-up-route", Action.SKIP, "ada", "done by hand", null);
        Decision retry = new Decision("2/set-up-route", Action.RETRY, "bob", "it is back", null);
        lab.send(outbox -> outbox.decide(order.id, OrderLab.TENANT, skip));
        lab.send(outbox -> outbox.decide(order.id, OrderLab.TENANT, retry));

        order.ends(OrderState.completed);
        assertThat(order.fallout()).containsExactly("2/set-up-route APPLY UNREACHABLE RETRY bob");
        assertThat(lab.list("select content from order_event where order_id = ? and type = 'decision'", order.id))
                .satisfiesExactly(
                        first -> assertThat(first).contains("ada", "\"accepted\":false"),
                        second -> assertThat(second).contains("bob", "\"accepted\":true"));
    }

    @Test
    void a_step_that_was_done_otherwise_is_skipped_with_evidence() {
        Map<String, String> evidence = Map.of("line", "acc-by-hand", "building", Orders.FIBRE, "technology", "fiber");
        PlacedOrder order = lab.store(Path.SKIP, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .script("1/build-access", AWAY)
                .start()
                .untilFallout("UNREACHABLE")
                .decide("1/build-access", Action.SKIP);
        assertThat(order.openFallout()).as("not without evidence").hasSize(1);

        order.decide("1/build-access", Action.SKIP, evidence).ends(OrderState.completed);
        assertThat(order.steps()).contains("1/build-access/1 APPLY skipped");
        assertThat(order.outside()).isEmpty();
        assertThat(order.fallout()).containsExactly("1/build-access APPLY UNREACHABLE SKIP ada");
        assertThat(lab.one("select receipts from product where order_id = ?", order.id))
                .contains("acc-by-hand");
    }

    @Test
    void a_step_that_is_not_marked_skippable_is_not_skipped() {
        PlacedOrder order = portAndAzure(Path.SKIP_REFUSED)
                .script("2/", AWAY)
                .start()
                .untilFallout("UNREACHABLE")
                .decide("2/set-up-route", Action.SKIP, Map.of("connectionId", "made up"));
        assertThat(order.state()).isEqualTo("held");
        assertThat(order.openFallout()).containsExactly("2/set-up-route APPLY UNREACHABLE");
        assertThat(lab.list("select content from order_event where order_id = ? and type = 'decision'", order.id))
                .singleElement()
                .asString()
                .contains("\"accepted\":false");

        order.forget("2/").decide("2/set-up-route", Action.RETRY).ends(OrderState.completed);
    }

    @Test
    void an_operator_cancels_from_fallout() {
        PlacedOrder order = portAndAzure(Path.CANCEL_FROM_FALLOUT)
                .script("2/", AWAY)
                .start()
                .untilFallout("UNREACHABLE")
                .forget("2/")
                .decide("2/set-up-route", Action.CANCEL)
                .ends(OrderState.cancelled);

        assertThat(order.fallout()).containsExactly("2/set-up-route APPLY UNREACHABLE CANCEL ada");
        assertThat(order.items()).containsExactly("1 cancelled", "2 cancelled");
        assertThat(order.ledger()).isEmpty();
        assertThat(order.report().verdict()).isEqualTo("VERIFIED");
    }

    @Test
    void a_wait_that_expires_goes_to_an_operator_who_grants_as_much_time_again() {
        PlacedOrder order = portAndAws(Path.WAIT_EXPIRED)
                .script("2/", Behaviour.neverActs())
                .start()
                .untilFallout("WAIT_EXPIRED");
        assertThat(order.state()).isEqualTo("held");

        order.decide("2/set-up-route", Action.RETRY).until("pending");
        Instant until = lab.jdbi()
                .withHandle(handle -> handle.select(
                                "select wait_until from step where order_id = ? and step = 'set-up-route'", order.id)
                        .mapTo(Instant.class)
                        .one());
        assertThat(Duration.between(lab.clock.instant(), until)).isGreaterThan(Duration.ofDays(20));

        order.forget("2/").ends(OrderState.completed);
        assertThat(order.effects("2/set-up-route", "APPLY")).isEqualTo(1);
        assertThat(order.fallout()).containsExactly("2/set-up-route APPLY WAIT_EXPIRED RETRY ada");
    }
}
