package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.Caller;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.Scope;
import dev.turnup.order.OrderState;
import dev.turnup.order.Wake;
import dev.turnup.plan.Plan;
import dev.turnup.relay.Outbox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Third parties' callbacks: the party that a step waits for has acted. */
@OnIntake
@RestController
@Tag(name = "Operations")
class Wakes {
    private final OrderReads orders;
    private final Once once;
    private final InstantSource clock;

    Wakes(OrderReads orders, Once once, InstantSource clock) {
        this.orders = orders;
        this.once = once;
        this.clock = clock;
    }

    @PostMapping("/api/v1/orders/{id}/steps/{item}/{step}/wake")
    @Operation(
            operationId = "wakeStep",
            summary = "Tell a step that the party it waits for has acted",
            description = "For operators. The step looks at once instead of at its next poll; nothing else changes.")
    ResponseEntity<JsonNode> wake(
            Caller caller, @PathVariable String id, @PathVariable String item, @PathVariable String step) {
        OrderRow order = orders.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("order", id));
        if (!caller.isOperator()) {
            throw Refusal.role("steps are woken with an operator's key");
        }
        String name = item + "/" + step;
        if (!isPlanned(order, name)) {
            throw Refusal.notFound("step", name);
        }
        if (OrderState.valueOf(order.state()).isFinal()) {
            throw Refusal.conflict("the order has ended: it is " + order.state());
        }
        JsonNode answer =
                TreeJson.object().put("@type", "Wake").put("order", id).put("step", name);
        return once.accepted(
                caller,
                Optional.empty(),
                "",
                answer,
                () -> new Once.Work(
                        answer, tx -> new Outbox(tx, clock.instant()).wake(id, order.tenant(), new Wake(name))));
    }

    private static boolean isPlanned(OrderRow order, String name) {
        return Json.read(order.plan(), Plan.class).items().stream()
                .flatMap(item -> item.steps().stream().map(step -> item.id() + "/" + step.name()))
                .anyMatch(name::equals);
    }
}
