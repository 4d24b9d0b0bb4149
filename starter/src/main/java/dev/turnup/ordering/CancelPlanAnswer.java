package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.Money;
import dev.turnup.api.OnIntake;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.ItemRow;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.StepReads;
import dev.turnup.intake.StepReads.StepRow;
import dev.turnup.order.CancelRefusal;
import dev.turnup.order.ItemState;
import dev.turnup.order.OrderState;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a cancel would do to an order at this instant: the order itself decides when the cancel comes. */
@OnIntake
@Component
class CancelPlanAnswer {
    private static final String BY_OPERATOR = "; what is marked byOperator the provider can't change back by itself: "
            + "an operator settles it, and the order stays open until then.";
    private static final Set<String> DONE = Set.of("done", "skipped");

    private final OrderReads orders;
    private final StepReads steps;

    CancelPlanAnswer(OrderReads orders, StepReads steps) {
        this.orders = orders;
        this.steps = steps;
    }

    ObjectNode json(OrderRow order) {
        Plan plan = Json.read(order.plan(), Plan.class);
        String refusal = refusal(order, plan);
        ObjectNode json = TreeJson.object()
                .put("@type", "CancelPlan")
                .put("href", CancelPlans.path(order.id()))
                .put("orderId", order.id())
                .put("state", order.state())
                .put("isPossible", refusal.isEmpty());
        if (refusal.isEmpty()) {
            possible(json, order, plan);
        } else {
            json.put("message", refusal);
            json.putArray("items");
        }
        return json;
    }

    /** As the order itself would answer. */
    private static String refusal(OrderRow order, Plan plan) {
        if (OrderState.valueOf(order.state()).isFinal()) {
            return "The order has ended: it is " + order.state() + ".";
        }
        if (order.committedAt() != null) {
            return CancelRefusal.ACTIVE;
        }
        if (order.state().equals(OrderState.pendingCancellation.name())) {
            return CancelRefusal.CANCELLED;
        }
        boolean fails = plan.mode() == CompletionMode.allOrNothing && order.failureCode() != null;
        return fails ? CancelRefusal.FAILED : "";
    }

    private void possible(ObjectNode json, OrderRow order, Plan plan) {
        Map<String, List<StepRow>> rows =
                steps.steps(order.id()).stream().collect(Collectors.groupingBy(row -> row.itemId() + "/" + row.step()));
        Map<String, String> states =
                orders.items(List.of(order.id())).stream().collect(Collectors.toMap(ItemRow::id, ItemRow::state));
        ArrayNode items = json.putArray("items");
        BigDecimal total = BigDecimal.ZERO;
        for (PlannedItem item : plan.items()) {
            ItemState state = ItemState.valueOf(Objects.requireNonNull(states.get(item.id())));
            BigDecimal charge = isCharged(item, state, rows) ? item.cancelCharge() : BigDecimal.ZERO;
            total = total.add(charge);
            ObjectNode one = items.addObject()
                    .put("id", item.id())
                    .put("name", item.name())
                    .put("state", state.name());
            one.set("charge", Money.of(charge, plan.currency()));
            undo(one.putArray("undo"), item, rows);
        }
        json.set("charge", Money.of(total, plan.currency()));
        json.put("message", message(order, total, items));
        ObjectNode cancel = json.putObject("cancel").put("method", "POST").put("href", CancelOrders.PATH);
        cancel.putObject("body").putObject("productOrder").put("id", order.id());
    }

    private static String message(OrderRow order, BigDecimal total, ArrayNode items) {
        if (order.startedAt() == null) {
            return "Nothing has begun: nothing is taken back, and nothing is charged.";
        }
        return "What is below 'undo' is taken back, "
                + (total.signum() > 0 ? "and the customer is charged" : "and nothing is charged")
                + (items.findValues("byOperator").stream().anyMatch(JsonNode::asBoolean) ? BY_OPERATOR : ".");
    }

    /** Once a step with a soft point of no return is done, for an item that hasn't failed by itself. */
    private static boolean isCharged(PlannedItem item, ItemState state, Map<String, List<StepRow>> rows) {
        return !state.isLost()
                && item.steps().stream()
                        .filter(PlannedStep::softPointOfNoReturn)
                        .flatMap(step -> rows.getOrDefault(item.id() + "/" + step.name(), List.of()).stream())
                        .anyMatch(row -> row.verb().equals("APPLY") && DONE.contains(row.state()));
    }

    /** In the order in which it is done: the last step first. */
    private static void undo(ArrayNode undo, PlannedItem item, Map<String, List<StepRow>> rows) {
        item.steps().reversed().stream()
                .filter(PlannedStep::undoable)
                .forEach(step -> rows.getOrDefault(item.id() + "/" + step.name(), List.of()).stream()
                        .filter(row -> row.undoneAt() == null && !row.state().equals("residue"))
                        .forEach(row -> undo.addObject()
                                .put("step", step.name())
                                .put("title", step.title())
                                .put("state", row.state())
                                .put("byOperator", step.oneWay())));
    }
}
