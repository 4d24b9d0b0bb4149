package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.catalogue.Offering;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Decisions;
import dev.turnup.intake.FalloutReads;
import dev.turnup.intake.FalloutReads.FalloutRow;
import dev.turnup.intake.NewOrder.Secret;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.Scope;
import dev.turnup.order.Decision;
import dev.turnup.order.Decision.Action;
import dev.turnup.plan.ChangeCheck;
import dev.turnup.plan.Phase;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.plan.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes an operator's decision: what can't be is refused at once, the rest is the order's to follow. */
@OnIntake
@Component
class DecisionTaking {

    private final FalloutReads fallouts;
    private final OrderReads orders;
    private final Catalogues catalogues;
    private final Once once;
    private final InstantSource clock;

    DecisionTaking(FalloutReads fallouts, OrderReads orders, Catalogues catalogues, Once once, InstantSource clock) {
        this.fallouts = fallouts;
        this.orders = orders;
        this.catalogues = catalogues;
        this.once = once;
        this.clock = clock;
    }

    ResponseEntity<JsonNode> take(Caller caller, String id, Optional<String> key, JsonNode body) {
        FalloutRow fallout = fallouts.find(id).orElseThrow(() -> Refusal.notFound("fallout", id));
        return once.accepted(
                caller, key, Fallouts.PATH + "/" + id + "/decision", body, () -> work(caller, fallout, body));
    }

    private Once.Work work(Caller caller, FalloutRow fallout, JsonNode body) {
        if (fallout.closedAt() != null) {
            throw Refusal.conflict("this fallout is closed already");
        }
        Decision asked = read(caller, fallout, body);
        List<Secret> secrets = new ArrayList<>();
        Decision decision =
                fallout.step().isEmpty() ? checked(asked) : withoutSecrets(fallout, checked(fallout, asked), secrets);
        ObjectNode answer = TreeJson.object()
                .put("@type", "FalloutDecision")
                .put("fallout", fallout.id())
                .put("orderId", fallout.orderId())
                .put("action", decision.action().name())
                .put("actor", decision.actor())
                .put("reason", decision.reason());
        return new Once.Work(answer, tx -> {
            Decisions decisions = new Decisions(tx, clock.instant());
            secrets.forEach(secret -> decisions.keep(fallout, secret));
            if (!(fallout.step().isEmpty()
                    ? decisions.restart(fallout, decision)
                    : decisions.decide(fallout, decision))) {
                throw Refusal.conflict("this fallout is closed, or another decision about it is on its way");
            }
        });
    }

    /** What takes the place of a secret is one too: only a reference to it goes on from here. */
    private Decision withoutSecrets(FalloutRow fallout, Decision decision, List<Secret> secrets) {
        if (decision.action() != Action.RETRY_CHANGED || !(decision.input() instanceof ObjectNode asked)) {
            return decision;
        }
        Offering offering = offering(fallout);
        ObjectNode input = asked.deepCopy();
        step(fallout).changeable().forEach((field, characteristic) -> {
            if (asked.has(field)
                    && offering.characteristic(characteristic).orElseThrow().secret()) {
                Secret secret = new Secret(
                        UUID.randomUUID().toString(), asked.path(field).asText());
                secrets.add(secret);
                input.put(field, secret.reference());
            }
        });
        return new Decision(
                decision.step(), decision.action(), decision.actor(), decision.reason(), input, decision.fallout());
    }

    private static Decision read(Caller caller, FalloutRow fallout, JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> name = part.requiredText("action");
        Optional<String> reason = part.requiredReason();
        Optional<Action> action = name.flatMap(DecisionTaking::action);
        if (name.isPresent() && action.isEmpty()) {
            part.problem("action", "must be one of " + actions());
        }
        part.object("input");
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return new Decision(
                fallout.itemId() + "/" + fallout.step(),
                action.orElseThrow(),
                caller.actor(),
                reason.orElseThrow(),
                part.any("input").orElse(null),
                fallout.id());
    }

    private static Optional<Action> action(String name) {
        return Arrays.stream(Action.values())
                .filter(action -> action != Action.UNKNOWN && action.name().equals(name))
                .findFirst();
    }

    private static String actions() {
        return Arrays.stream(Action.values())
                .filter(action -> action != Action.UNKNOWN)
                .map(Action::name)
                .collect(Collectors.joining(", "));
    }

    private static Decision checked(Decision decision) {
        requireNoInput(decision);
        require(decision.action() == Action.RETRY, "the order's workflow is lost: only RETRY, a restart, is possible");
        return decision;
    }

    private static void requireNoInput(Decision decision) {
        require(
                decision.input() == null || decision.takesInput(),
                decision.action() + " takes no input; RETRY_CHANGED changes what is asked");
    }

    private Decision checked(FalloutRow fallout, Decision decision) {
        requireNoInput(decision);
        switch (decision.action()) {
            case SKIP -> {
                require(
                        fallout.verb().equals("APPLY"),
                        "an undo can't be skipped: ACCEPT what is left, with the reason");
                require(step(fallout).skippable(), "the step '" + fallout.step() + "' can't be skipped");
                JsonNode input = decision.input();
                require(input != null, "a skip needs the receipt that stands for the step's, as input");
                require(
                        step(fallout).takesBack() == null || hasText(input, "what"),
                        "a skip of what takes something back needs the field 'what' in the input: what is gone, and how "
                                + "that is known");
            }
            case ACCEPT -> require(fallout.verb().equals("RELEASE"), "only an undo can be accepted as it is");
            case RETRY_CHANGED -> {
                require(fallout.verb().equals("APPLY"), "an undo has no input to change");
                List<Problem> problems = new ChangeCheck(offering(fallout), step(fallout))
                        .problems(Objects.requireNonNullElseGet(decision.input(), TreeJson::object));
                if (!problems.isEmpty()) {
                    throw Refusal.invalid(problems.stream()
                            .map(problem -> new Problem(path(problem), problem.message()))
                            .toList());
                }
            }
            case CANCEL -> {
                require(fallout.verb().equals("APPLY"), "it is being taken back already");
                require(
                        step(fallout).phase() == Phase.PROVISION,
                        "the item is active already: it can't be cancelled, only disconnected");
            }
            case RETRY, UNKNOWN -> {}
        }
        return decision;
    }

    private static boolean hasText(@Nullable JsonNode input, String field) {
        return input != null && !input.path(field).asText().isBlank();
    }

    private static String path(Problem problem) {
        return problem.path().isEmpty() ? "input" : "input." + problem.path();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "decision", message);
        }
    }

    private Offering offering(FalloutRow fallout) {
        return catalogues.now().offering(item(fallout).offering()).orElseThrow();
    }

    private PlannedStep step(FalloutRow fallout) {
        return item(fallout).steps().stream()
                .filter(step -> step.name().equals(fallout.step()))
                .findFirst()
                .orElseThrow();
    }

    private PlannedItem item(FalloutRow fallout) {
        String plan = orders.find(new Scope(fallout.tenant(), false), fallout.orderId())
                .orElseThrow()
                .plan();
        return Json.read(plan, Plan.class).item(fallout.itemId());
    }
}
