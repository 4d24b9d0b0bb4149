package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.ListQuery.Sorting;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.intake.Caller;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.OrderFilter;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF622 ProductOrder. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.PRODUCT_ORDERS)
@Tag(name = "Product ordering (TMF622)")
class ProductOrders {
    private static final Sorting SORTING = new Sorting(Map.of(
            "id", "id",
            "state", "state",
            "creationDate", "created_at",
            "expectedCompletionDate", "expected_at"));

    private final OrderPlacing placing;
    private final OrderPatching patching;
    private final OrderReads orders;
    private final OrderAnswers answers;

    ProductOrders(OrderPlacing placing, OrderPatching patching, OrderReads orders, OrderAnswers answers) {
        this.placing = placing;
        this.patching = patching;
        this.orders = orders;
        this.answers = answers;
    }

    @PostMapping
    @Operation(
            operationId = "createProductOrder",
            summary = "Order products",
            description = "The order is acknowledged and stored; its work begins at once, or at its "
                    + "requestedStartDate, and goes on by itself.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        if (caller.isOperator()) {
            throw Refusal.role("orders are placed with a customer's key");
        }
        return placing.place(caller, key, body);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveProductOrder", summary = "Read an order")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        OrderRow order = find(caller, id);
        return ResponseEntity.ok(query.allow().select(answers.json(order)));
    }

    @GetMapping
    @Operation(operationId = "listProductOrder", summary = "List orders, the newest first")
    @Parameter(name = "id")
    @Parameter(name = "state")
    @Parameter(
            name = "sort",
            description = "id, state, creationDate or expectedCompletionDate; the largest first after a minus.")
    @Parameter(name = "externalId", description = "The id of one of the order's external identifiers.")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow(SORTING, "id", "state", "externalId");
        OrderFilter filter = new OrderFilter(query.filter("id"), query.filter("state"), query.filter("externalId"));
        Scope scope = Scope.of(caller);
        return query.answer(
                answers.json(orders.list(scope, filter, query.orderBy(SORTING), query.page())),
                orders.count(scope, filter));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Operation(
            operationId = "patchProductOrder",
            summary = "Change what an order says",
            description = "A JSON merge patch (RFC 7396) of description, category, priority, note, externalId, "
                    + "relatedParty and requestedCompletionDate, until the order has ended; of requestedStartDate until "
                    + "it begins. For anything else the order has to be cancelled and placed again: the answer, 409, "
                    + "has the plan of that cancel.")
    ResponseEntity<JsonNode> patch(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        patching.patch(caller, id, body);
        return ResponseEntity.ok(answers.json(find(caller, id)));
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteProductOrder",
            summary = "Refused: an order is history",
            description = "Only an order that was rejected before anything ran could go; all others answer 409.")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        patching.delete(caller, id);
        return ResponseEntity.noContent().build();
    }

    private OrderRow find(Caller caller, String id) {
        return orders.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("order", id));
    }
}
