package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a cancel would do, before it is asked for. */
@OnIntake
@RestController
@Tag(name = "Plans")
class CancelPlans {
    private final OrderReads orders;
    private final CancelPlanAnswer answer;

    CancelPlans(OrderReads orders, CancelPlanAnswer answer) {
        this.orders = orders;
        this.answer = answer;
    }

    static String path(String order) {
        return "/api/v1/orders/" + order + "/cancel-plan";
    }

    @GetMapping("/api/v1/orders/{id}/cancel-plan")
    @Operation(
            operationId = "retrieveCancelPlan",
            summary = "What a cancel of an order would take back and cost now",
            description = "The charge is a customer's; an operator's cancel costs nothing.")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id) {
        OrderRow order = orders.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("order", id));
        return ResponseEntity.ok(answer.json(order));
    }
}
