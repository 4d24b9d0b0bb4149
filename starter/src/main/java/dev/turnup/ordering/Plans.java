package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.Needs;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What an order would do, before it is placed. */
@OnIntake
@RestController
@Tag(name = "Plans")
class Plans {
    private final OrderJudge judge;
    private final PlanAnswer answer;

    Plans(OrderJudge judge, PlanAnswer answer) {
        this.judge = judge;
        this.answer = answer;
    }

    @Needs(Right.read)
    @PostMapping("/api/v1/plan")
    @Operation(
            operationId = "planProductOrder",
            summary = "Plan an order without placing it",
            description = "Takes the body of an order and stores nothing. The answer's planHash, put into the order, "
                    + "makes sure that what is ordered is what was planned; 'refused' has all that stands in the "
                    + "order's way.")
    ResponseEntity<JsonNode> plan(Caller caller, @RequestBody JsonNode body) {
        if (caller.isOperator()) {
            throw Refusal.role("orders are planned with a customer's key");
        }
        return ResponseEntity.ok(answer.json(judge.preview(caller.tenant(), OrderReader.read(body), body)));
    }
}
