package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.Json;
import dev.turnup.order.ItemState;
import dev.turnup.order.OrderState;
import dev.turnup.order.StateMachine;
import dev.turnup.simulated.ReceivedCall;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

/** What must be so of every order that has ended, whichever way it went. */
final class Agreement {
    private final OrderLab lab;
    private final PlacedOrder order;

    Agreement(OrderLab lab, PlacedOrder order) {
        this.lab = lab;
        this.order = order;
    }

    void check() {
        assertThat(OrderState.valueOf(order.state()).isFinal())
                .as(order.story())
                .isTrue();
        assertThat(order.status())
                .isIn(
                        WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED,
                        WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
        assertThat(order.openFallout())
                .as("nobody is asked about an order that has ended")
                .isEmpty();
        assertThat(lab.list("select id from outbox where order_id = ?", order.id))
                .isEmpty();
        assertThat(lab.list("select id from cancel_order where order_id = ? and decided_at is null", order.id))
                .as("every request to cancel is answered")
                .isEmpty();
        eventsTellTheStates();
        whatSubscribersAreToldHasNoGaps();
        everyEffectHappenedOnce();
        nothingIsLeftOfWhatWasTakenBack();
        whatIsActiveIsBilled();
        whatWasChangedIsFreeForTheNextChange();
    }

    private void eventsTellTheStates() {
        check("orderState", "", OrderState.class, OrderState.MACHINE, order.state());
        order.items().forEach(item -> {
            String[] idAndState = item.split(" ", -1);
            check("itemState", idAndState[0], ItemState.class, ItemState.MACHINE, idAndState[1]);
        });
    }

    private void whatSubscribersAreToldHasNoGaps() {
        for (String hub : List.of("ordering", "inventory")) {
            List<String> numbers = lab.list(
                    "select number from order_event where order_id = ? and hub = ? order by seq", order.id, hub);
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                            .mapToObj(String::valueOf)
                            .toList());
        }
        lab.list("select product_id from order_item where order_id = ?", order.id)
                .forEach(product -> assertThat(lab.one("""
                                select content from order_event where type = 'productState' and subject = ?
                                order by at desc, seq desc limit 1""", product))
                        .as("the last state that is told of " + product)
                        .contains("\"to\":\"" + lab.one("select state from product where id = ?", product)));
    }

    private <S extends Enum<S>> void check(
            String type, String subject, Class<S> states, StateMachine<S> machine, String now) {
        S last = Enum.valueOf(states, "acknowledged");
        List<String> changes = lab.list(
                "select content from order_event where order_id = ? and type = ? and subject = ? order by seq",
                order.id,
                type,
                subject);
        for (String change : changes.subList(1, changes.size())) {
            S to = Enum.valueOf(states, Json.read(change, Map.class).get("to").toString());
            assertThat(machine.allows(last, to))
                    .as("%s %s: %s -> %s%n%s", type, subject, last, to, order.story())
                    .isTrue();
            last = to;
        }
        assertThat(last.name()).isEqualTo(now);
    }

    /** Landings that nobody waited for any more aside. */
    private void everyEffectHappenedOnce() {
        Map<String, Long> effects = order.calls()
                .filter(call -> call.effect() && !call.verb().equals("LANDED"))
                .filter(call -> order.effects(step(call), "LANDED") == 0)
                .collect(Collectors.groupingBy(call -> call.verb() + " " + call.reference(), Collectors.counting()));
        assertThat(effects.values()).as(effects.toString()).allMatch(count -> count == 1);
    }

    private String step(ReceivedCall call) {
        String[] key = call.reference().split("/", -1);
        return key[1] + "/" + key[2];
    }

    private void nothingIsLeftOfWhatWasTakenBack() {
        List<String> residue = order.hasReport()
                ? order.report().lines().stream()
                        .filter(line -> !line.gone())
                        .map(line -> line.key().toString().substring(order.id.length() + 1))
                        .toList()
                : List.of();
        List<String> completed = order.items().stream()
                .filter(item -> item.endsWith(" completed"))
                .map(item -> item.substring(0, item.indexOf(' ')) + "/")
                .toList();
        assertThat(order.there())
                .as(order.story())
                .allMatch(there -> residue.contains(there) || completed.stream().anyMatch(there::startsWith));
        assertThat(order.owned())
                .as(order.story())
                .allMatch(owner -> completed.stream().anyMatch(item -> owner.startsWith(order.id + "/" + item)));
        if (completed.size() < order.items().size()) {
            assertThat(order.hasReport()).as("it says what is left").isTrue();
        }
    }

    private void whatIsActiveIsBilled() {
        List<String> active = lab.list(
                "select p.id from product p where p.order_id = ? and p.state = 'active' order by p.id", order.id);
        List<String> billed = lab.list("""
                select b.product_id from billing_segment b join product p on p.id = b.product_id
                where p.order_id = ? and b.open_key is not null and b.since = p.active_since order by b.product_id""", order.id);
        Assertions.assertThat(billed).isEqualTo(active);
        order.items().stream()
                .filter(item -> order.adds(item.substring(0, item.indexOf(' '))))
                .forEach(item -> assertThat(order.products())
                        .contains(item.substring(0, item.indexOf(' '))
                                + (item.endsWith(" completed") ? " active" : " cancelled")));
    }

    private void whatWasChangedIsFreeForTheNextChange() {
        assertThat(lab.list("select id from product where changing_order = ?", order.id))
                .isEmpty();
        assertThat(lab.list("""
                select p.id from product p join order_item i on i.product_id = p.id
                where i.order_id = ? and p.state in ('active', 'terminated')
                    and (select count(*) from billing_segment b where b.open_key = p.id)
                        <> case p.state when 'active' then 1 else 0 end""", order.id))
                .as("one open segment of what is active, none of what has ended")
                .isEmpty();
    }
}
