package dev.turnup.ordering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.access.Access;
import dev.turnup.api.Money;
import dev.turnup.api.OnIntake;
import dev.turnup.api.TreeJson;
import dev.turnup.billing.Term;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.Phase;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.qualification.Qualification;
import dev.turnup.route.Cloud;
import dev.turnup.route.CloudRoute;
import dev.turnup.step.Party;
import dev.turnup.step.StepCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A plan as it is answered. The inputs of its steps are not told: they hold customers' keys. */
@OnIntake
@Component
class PlanAnswer {
    ObjectNode json(Preview preview) {
        ObjectNode json = TreeJson.object().put("@type", "Plan");
        switch (preview) {
            case Preview.Refused refused -> {
                json.putArray("items");
                ArrayNode problems = json.putArray("refused");
                refused.problems()
                        .forEach(problem ->
                                problems.addObject().put("path", problem.path()).put("message", problem.message()));
            }
            case Preview.Planned planned -> planned(json, planned);
        }
        return json;
    }

    private void planned(ObjectNode json, Preview.Planned planned) {
        Plan plan = planned.plan();
        json.put("planHash", PlanHash.of(plan))
                .put("completionMode", plan.mode().name())
                .put("expectedStartDate", planned.start().toString())
                .put("expectedCompletionDate", planned.expected().toString());
        BigDecimal oneOff = plan.items().stream().map(PlannedItem::oneOff).reduce(BigDecimal.ZERO, BigDecimal::add);
        prices(json.putArray("orderTotalPrice"), "price", plan.perHour(), oneOff, plan.currency());
        ArrayNode items = json.putArray("items");
        plan.items().forEach(item -> item(items.addObject(), item, plan.currency(), planned.start()));
        pointsOfNoReturn(json.putArray("pointsOfNoReturn"), plan);
        json.putArray("refused");
    }

    private static void item(ObjectNode json, PlannedItem item, String currency, Instant start) {
        json.put("id", item.id())
                .put("action", item.action())
                .put("offering", item.offering())
                .put("name", item.name())
                .put("place", item.place());
        item.startsAfter().forEach(json.putArray("dependsOn")::add);
        prices(json.putArray("itemPrice"), item.name(), item.perHour(), item.oneOff(), currency);
        item.term().ifPresent(term -> earlyEnd(json.putObject("earlyEnd"), term, currency, start));
        ArrayNode steps = json.putArray("steps");
        item.steps().forEach(step -> step(steps.addObject(), item, step));
    }

    /** The charge as it would be if its billing ended when the order begins: what ends later costs less. */
    static void earlyEnd(ObjectNode json, Term term, String currency, Instant start) {
        json.put("termEnd", term.until().toString()).put("endsAt", start.toString());
        json.set("charge", Money.of(term.charge(start), currency));
    }

    private static void prices(ArrayNode prices, String name, BigDecimal perHour, BigDecimal oneOff, String currency) {
        prices.add(Money.hourly("Hourly " + name, perHour, currency));
        prices.add(Money.once("One-off " + name, oneOff, currency));
    }

    private static void step(ObjectNode json, PlannedItem item, PlannedStep step) {
        json.put("name", step.name())
                .put("title", step.title())
                .put("capability", step.capability())
                .put("adapter", step.adapter())
                .put("place", step.place())
                .put("phase", step.phase() == Phase.PROVISION ? "beforeCommit" : "afterCommit")
                .put("softPointOfNoReturn", step.softPointOfNoReturn());
        boolean isNew = !step.given().containsKey(StepCall.CURRENT) && step.takesBack() == null;
        if (isNew && step.capability().equals(CloudRoute.CAPABILITY.name())) {
            Cloud.valueOf(step.desired().path("cloud").asText())
                    .acceptance()
                    .ifPresent(action -> waitsFor(json, Party.CUSTOMER, action));
        } else if (isNew && step.capability().equals(Access.CAPABILITY.name())) {
            leadTimeDays(item)
                    .ifPresent(days -> waitsFor(json, Party.FIELD_CREW, "build the line in " + days + " days")
                            .put("days", days));
        }
    }

    private static Optional<Integer> leadTimeDays(PlannedItem item) {
        return item.steps().stream()
                .filter(step -> step.capability().equals(Qualification.CAPABILITY.name()))
                .map(step -> Json.read(step.desired(), Qualification.Desired.class))
                .flatMap(desired -> Stream.ofNullable(desired.answered()))
                .map(Qualification.Answered::leadTimeDays)
                .filter(days -> days > 0)
                .findFirst();
    }

    private static ObjectNode waitsFor(ObjectNode step, Party party, String action) {
        return step.putObject("waitsFor").put("party", party.name()).put("action", action);
    }

    private static void pointsOfNoReturn(ArrayNode points, Plan plan) {
        plan.items()
                .forEach(item -> item.steps().stream()
                        .filter(PlannedStep::softPointOfNoReturn)
                        .forEach(step -> points.addObject()
                                .put("kind", "soft")
                                .put("item", item.id())
                                .put("step", step.name())
                                .put("description", "once this is done, a customer's cancel is charged")
                                .set("charge", Money.of(item.cancelCharge(), plan.currency()))));
        plan.items()
                .forEach(
                        item -> item.steps().stream()
                                .filter(PlannedStep::oneWay)
                                .forEach(
                                        step -> points.addObject()
                                                .put("kind", "hard")
                                                .put("item", item.id())
                                                .put("step", step.name())
                                                .put(
                                                        "description",
                                                        "the provider can't change it back: a cancel after this is settled by an operator")));
        points.addObject()
                .put("kind", "hard")
                .put("step", "commit")
                .put(
                        "description",
                        plan.mode() == CompletionMode.allOrNothing
                                ? "all items become active together; from then on nothing is cancelled"
                                : "each item becomes active by itself; from the first one on nothing is cancelled");
    }
}
