package dev.turnup.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.intake.Caller;
import dev.turnup.intake.OrderPatches;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.Scope;
import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderValidator;
import dev.turnup.plan.Problem;
import dev.turnup.relay.Relay;
import dev.turnup.servicekeys.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes what an order says while it is open; what is done for it is changed by no patch, but may be begun at another time. */
@OnIntake
@Component
class OrderPatching {
    private final Jdbi jdbi;
    private final Catalogues catalogues;
    private final OrderAnswers answers;
    private final CancelPlanAnswer cancelPlan;
    private final Relay relay;
    private final InstantSource clock;

    OrderPatching(
            Jdbi jdbi,
            Catalogues catalogues,
            OrderAnswers answers,
            CancelPlanAnswer cancelPlan,
            Relay relay,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.catalogues = catalogues;
        this.answers = answers;
        this.cancelPlan = cancelPlan;
        this.relay = relay;
        this.clock = clock;
    }

    void patch(Caller caller, String id, JsonNode body) {
        List<Problem> misplaced = SecretPlaces.wrong(catalogues.now(), body);
        if (!misplaced.isEmpty()) {
            throw Refusal.invalid(misplaced);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        jdbi.useTransaction(tx -> {
            OrderPatches rows = new OrderPatches(tx, now);
            OrderRow order = rows.lock(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("order", id));
            OrderPatch patch = OrderPatch.read(body, TreeJson.readOwn(order.body()), asRead(order));
            refuse(order, patch);
            if (!patch.changed().isEmpty()) {
                write(rows, order, patch, now, caller);
            }
        });
        relay.deliverSoon();
    }

    void delete(Caller caller, String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        jdbi.useTransaction(tx -> {
            OrderPatches rows = new OrderPatches(tx, now);
            OrderRow order = rows.lock(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("order", id));
            if (!rows.delete(order, caller)) {
                throw Refusal.conflict("only a rejected order can be deleted, and this one is " + order.state());
            }
        });
    }

    /** As clients get it, to the digit. */
    private ObjectNode asRead(OrderRow order) {
        return TreeJson.readOwn(text(answers.json(order)));
    }

    private void refuse(OrderRow order, OrderPatch patch) {
        if (OrderState.valueOf(order.state()).isFinal()) {
            throw Refusal.conflict("the order has ended: it is " + order.state());
        }
        List<Problem> conflicts = patch.conflicts();
        if (!conflicts.isEmpty()) {
            throw Refusal.invalid(conflicts).with("cancelPlan", cancelPlan.json(order));
        }
    }

    private static void write(OrderPatches rows, OrderRow order, OrderPatch patch, Instant now, Caller caller) {
        ObjectNode body = KeyText.hidden(patch.merged());
        Optional<Instant> begins = rows.begins(order);
        checkDates(body, patch, begins.isPresent(), now);
        Duration delay = Duration.ZERO;
        String plan = order.plan();
        if (patch.changed().contains(OrderPatch.START)) {
            Instant start = OrderPatch.date(body, OrderPatch.START).orElse(now).truncatedTo(ChronoUnit.MILLIS);
            if (begins.isEmpty() || !rows.begin(order, start)) {
                throw Refusal.invalid(List.of(Problem.conflict(
                        OrderPatch.START, "can't be changed any more: the order has begun, or is beginning")));
            }
            delay = Duration.between(begins.get(), start);
            plan = begunAt(plan, start);
        }
        Instant expected = order.expectedAt();
        rows.write(
                order,
                text(body),
                plan,
                expected == null ? null : expected.plus(delay),
                OrderReader.externalIds(body),
                patch.changed(),
                caller);
    }

    /** By the rules of intake, as far as the dates are yet to come. */
    private static void checkDates(ObjectNode body, OrderPatch patch, boolean isToBegin, Instant now) {
        List<Problem> problems = new ArrayList<>();
        boolean start = isToBegin;
        boolean completion = isToBegin || patch.changed().contains(OrderPatch.COMPLETION);
        OrderValidator.dates(
                date(start, body, OrderPatch.START), date(completion, body, OrderPatch.COMPLETION), now, problems);
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
    }

    private static @Nullable Instant date(boolean wanted, ObjectNode body, String name) {
        return wanted ? OrderPatch.date(body, name).orElse(null) : null;
    }

    /** What is billed at most until the order was to begin is so until its new beginning. */
    private static String begunAt(String json, Instant start) {
        ObjectNode plan = TreeJson.readOwn(json);
        for (JsonNode item : plan.path("items")) {
            for (JsonNode step : item.path("steps")) {
                if (step.path("desired") instanceof ObjectNode desired && desired.hasNonNull("notAfter")) {
                    desired.set("notAfter", Json.tree(start));
                }
            }
        }
        return text(plan);
    }

    private static String text(JsonNode json) {
        return new String(TreeJson.bytes(json), UTF_8);
    }
}
