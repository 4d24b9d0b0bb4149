package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.Caller;
import dev.turnup.intake.ProductReads;
import dev.turnup.intake.ProductReads.ProductRow;
import dev.turnup.intake.Scope;
import dev.turnup.ordering.OrderJudge;
import dev.turnup.ordering.OrderPlacing;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes products out of service for a while, and lets them back: orders that operators place for a customer. */
@OnIntake
@RestController
@Tag(name = "Operations")
class Suspensions {
    private static final String PATH = "/api/v1/products/";

    private final ProductReads products;
    private final OrderJudge judge;
    private final Once once;

    Suspensions(ProductReads products, OrderJudge judge, Once once) {
        this.products = products;
        this.judge = judge;
        this.once = once;
    }

    @PostMapping("/api/v1/products/{id}/suspend")
    @Operation(
            operationId = "createSuspension",
            summary = "Take a product out of service for a while",
            description =
                    "For operators, for instance when bills are not paid or a line is abused. It is an order like "
                            + "any other; its product is billed meanwhile as its offering says.")
    ResponseEntity<JsonNode> suspend(
            Caller caller,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody JsonNode body) {
        return place(caller, id, "suspend", key, body);
    }

    @PostMapping("/api/v1/products/{id}/resume")
    @Operation(
            operationId = "createResumption",
            summary = "Let a suspended product back into service",
            description = "For operators.")
    ResponseEntity<JsonNode> resume(
            Caller caller,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody JsonNode body) {
        return place(caller, id, "resume", key, body);
    }

    private ResponseEntity<JsonNode> place(
            Caller caller, String id, String action, Optional<String> key, JsonNode body) {
        if (!caller.isOperator()) {
            throw Refusal.role("products are suspended and resumed with an operator's key");
        }
        ProductRow product = products.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("product", id));
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> reason = part.requiredReason();
        if (!problems.isEmpty() || reason.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return once.created(
                caller,
                key,
                PATH + id + "/" + action,
                body,
                () -> OrderPlacing.work(judge.judge(
                        product.tenant(), draft(product, action), order(caller, product, action, reason.get()))));
    }

    private static OrderDraft draft(ProductRow product, String action) {
        OrderDraft.Item item = new OrderDraft.Item(
                "productOrderItem[0]", "1", action, null, product.id(), null, List.of(), List.of(), List.of());
        return new OrderDraft(CompletionMode.allOrNothing, null, null, List.of(item), null, List.of());
    }

    /** As customers see it: TMF622 knows no suspension, which is a modification. */
    private static ObjectNode order(Caller caller, ProductRow product, String action, String reason) {
        ObjectNode order = TreeJson.object().put("description", action + " by the provider: " + reason);
        order.putArray("note").addObject().put("author", caller.actor()).put("text", reason);
        ObjectNode item =
                order.putArray("productOrderItem").addObject().put("id", "1").put("action", "modify");
        item.putObject("product").put("id", product.id());
        return order;
    }
}
