package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.Caller;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.Scope;
import dev.turnup.intake.StepReads;
import dev.turnup.intake.StepReads.StepRow;
import dev.turnup.plan.Plan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How far an order has come, step by step. */
@OnIntake
@RestController
@Tag(name = "Operations")
class Timelines {
    private final OrderReads orders;
    private final StepReads steps;

    Timelines(OrderReads orders, StepReads steps) {
        this.orders = orders;
        this.steps = steps;
    }

    @GetMapping("/api/v1/orders/{id}/timeline")
    @Operation(operationId = "retrieveTimeline", summary = "Every step of an order, planned or done")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id) {
        OrderRow order = orders.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("order", id));
        Map<String, List<StepRow>> rows =
                steps.steps(id).stream().collect(Collectors.groupingBy(row -> row.itemId() + "/" + row.step()));
        ObjectNode json = TreeJson.object()
                .put("@type", "OrderTimeline")
                .put("orderId", id)
                .put("href", "/api/v1/orders/" + id + "/timeline")
                .put("state", order.state());
        ArrayNode list = json.putArray("steps");
        Plan plan = Json.read(order.plan(), Plan.class);
        plan.items()
                .forEach(item -> item.steps().forEach(step -> {
                    List<StepRow> generations = rows.getOrDefault(item.id() + "/" + step.name(), List.of());
                    list.add(TimelineEntry.json(item, step, generations, caller.isOperator()));
                }));
        return ResponseEntity.ok(json);
    }
}
