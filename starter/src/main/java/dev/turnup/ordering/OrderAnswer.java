package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.Money;
import dev.turnup.api.Part;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.CancelTasks.CancelRow;
import dev.turnup.intake.OrderReads.ItemRow;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.OrderReads.StateRow;
import dev.turnup.order.CompensationReport;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ProductOrder as it is answered: the request as it came, and what became of it. */
record OrderAnswer(OrderRow order, List<ItemRow> items, List<StateRow> states, List<CancelRow> cancels) {
    /** What only we say, whatever the request claimed. */
    static final List<String> OURS = List.of(
            "id",
            "href",
            "state",
            "creationDate",
            "completionDate",
            "expectedCompletionDate",
            "cancellationDate",
            "cancellationReason",
            "cancellationCharge",
            "orderTotalPrice",
            "productOrderMilestone",
            "productOrderJeopardyAlert",
            "stateChange",
            "productOrderErrorMessage",
            "compensation");

    ObjectNode json() {
        ObjectNode json = TreeJson.readOwn(order.body());
        json.remove(OURS);
        Plan plan = Json.read(order.plan(), Plan.class);
        json.put("id", order.id());
        json.put("href", TmfPaths.PRODUCT_ORDERS + "/" + order.id());
        json.put("state", order.state());
        json.put("completionMode", plan.mode().name());
        dates(json);
        json.putArray("orderTotalPrice").add(Money.hourly("Hourly price", plan.perHour(), plan.currency()));
        items(json, plan);
        json.set("productOrderMilestone", milestones());
        json.set("stateChange", stateChanges("orderState", ""));
        jeopardyAlerts(json);
        cancels.forEach(cancel -> cancelled(json, cancel, plan.currency()));
        failure(json);
        compensation(json);
        return TypeNames.fill(json, "ProductOrder");
    }

    private void dates(ObjectNode json) {
        json.put("creationDate", order.createdAt().toString());
        if (order.expectedAt() != null && order.endedAt() == null) {
            json.put("expectedCompletionDate", order.expectedAt().toString());
        }
        if (order.endedAt() != null && order.state().equals("completed")) {
            json.put("completionDate", order.endedAt().toString());
        }
    }

    private void items(ObjectNode json, Plan plan) {
        for (int n = 0; n < items.size(); n++) {
            ItemRow row = items.get(n);
            if (json.path("productOrderItem").path(n) instanceof ObjectNode item) {
                PlannedItem planned = plan.item(row.id());
                item.put("state", row.state());
                item.putArray("itemPrice").add(Money.hourly(planned.name(), planned.perHour(), plan.currency()));
                item.set("stateChange", stateChanges("itemState", row.id()));
                planned.term()
                        .ifPresent(term ->
                                PlanAnswer.earlyEnd(item.putObject("earlyEnd"), term, plan.currency(), start(json)));
                ObjectNode product =
                        item.path("product") instanceof ObjectNode known ? known : item.putObject("product");
                product.put("id", row.productId());
                product.put("href", TmfPaths.PRODUCTS + "/" + row.productId());
            }
        }
    }

    private Instant start(ObjectNode json) {
        return Part.whole(json, new ArrayList<>())
                .instant("requestedStartDate")
                .filter(order.createdAt()::isBefore)
                .orElse(order.createdAt());
    }

    private ArrayNode stateChanges(String type, String subject) {
        ArrayNode changes = TreeJson.object().putArray("changes");
        states.stream()
                .filter(row -> row.type().equals(type) && row.subject().equals(subject))
                .forEach(row -> changes.addObject()
                        .put("@type", "StateChange")
                        .put(
                                "state",
                                Json.read(row.content(), JsonNode.class)
                                        .path("to")
                                        .asText())
                        .put("changeDate", row.at().toString()));
        return changes;
    }

    private ArrayNode milestones() {
        ArrayNode milestones = TreeJson.object().putArray("milestones");
        milestone(milestones, "acknowledged", "The order was accepted", order.createdAt());
        milestone(milestones, "started", "Work on the order began", order.startedAt());
        milestone(milestones, "committed", "Products became active and billable", order.committedAt());
        milestone(milestones, "ended", "Nothing more is done for the order", order.endedAt());
        return milestones;
    }

    private static void milestone(ArrayNode milestones, String name, String description, @Nullable Instant at) {
        if (at != null) {
            milestones
                    .addObject()
                    .put("@type", "ProductOrderMilestone")
                    .put("id", name)
                    .put("name", name)
                    .put("description", description)
                    .put("milestoneDate", at.toString())
                    .put("status", "Completed");
        }
    }

    /** The order is late through no fault of its own: a step waits for a worker of ours. */
    private void jeopardyAlerts(ObjectNode json) {
        List<StateRow> alerts =
                states.stream().filter(row -> row.type().equals("jeopardy")).toList();
        if (alerts.isEmpty()) {
            return;
        }
        ArrayNode list = json.putArray("productOrderJeopardyAlert");
        alerts.forEach(row -> {
            boolean missing =
                    Json.read(row.content(), JsonNode.class).path("missing").asBoolean();
            list.addObject()
                    .put("@type", "ProductOrderJeopardyAlert")
                    .put("id", row.subject())
                    .put("name", missing ? "delayed" : "onItsWay")
                    .put("message", missing ? "We can't work on this step at present; it waits." : "The step goes on.")
                    .put("alertDate", row.at().toString());
        });
    }

    private static void cancelled(ObjectNode json, CancelRow cancel, String currency) {
        json.put("cancellationReason", cancel.reason());
        if (cancel.decidedAt() != null) {
            json.put("cancellationDate", cancel.decidedAt().toString());
        }
        if (cancel.charge() != null) {
            json.set("cancellationCharge", Money.of(cancel.charge(), currency));
        }
    }

    private void failure(ObjectNode json) {
        if (order.failureCode() != null) {
            json.putArray("productOrderErrorMessage")
                    .addObject()
                    .put("@type", "ProductOrderErrorMessage")
                    .put("code", order.failureCode())
                    .put("reason", order.failureCode())
                    .put("message", order.failureMessage())
                    .put("step", order.failureStep());
        }
    }

    private void compensation(ObjectNode json) {
        if (order.compensation() != null) {
            CompensationReport report = Json.read(order.compensation(), CompensationReport.class);
            ObjectNode compensation = json.putObject("compensation");
            compensation.put("@type", "CompensationReport").put("verdict", report.verdict());
            ArrayNode lines = compensation.putArray("line");
            report.lines()
                    .forEach(line -> lines.addObject()
                            .put("item", line.key().itemId())
                            .put("step", line.key().step())
                            .put("key", line.key().toString())
                            .put("system", line.system())
                            .put("gone", line.gone())
                            .put("remark", line.remark()));
        }
    }
}
