package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.CancelTasks;
import dev.turnup.intake.CancelTasks.CancelRow;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.ItemRow;
import dev.turnup.intake.OrderReads.OrderFilter;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.OrderReads.StateRow;
import dev.turnup.intake.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF622 ProductOrder. */
@OnIntake
@RestController
@RequestMapping(ProductOrders.PATH)
@Tag(name = "Product ordering (TMF622)")
class ProductOrders {
    static final String PATH = "/tmf-api/productOrderingManagement/v5/productOrder";

    private final OrderPlacing placing;
    private final OrderReads orders;
    private final CancelTasks cancels;

    ProductOrders(OrderPlacing placing, OrderReads orders, CancelTasks cancels) {
        this.placing = placing;
        this.orders = orders;
        this.cancels = cancels;
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
        return ResponseEntity.ok(query.allow().select(answers(List.of(order)).getFirst()));
    }

    @GetMapping
    @Operation(operationId = "listProductOrder", summary = "List orders, the newest first")
    @Parameter(name = "id")
    @Parameter(name = "state")
    @Parameter(name = "externalId", description = "The id of one of the order's external identifiers.")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "state", "externalId");
        OrderFilter filter = new OrderFilter(query.filter("id"), query.filter("state"), query.filter("externalId"));
        Scope scope = Scope.of(caller);
        return query.answer(answers(orders.list(scope, filter, query.page())), orders.count(scope, filter));
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteProductOrder",
            summary = "Refused: an order is history",
            description = "Only an order that was rejected before anything ran could go; all others answer 409.")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        OrderRow order = find(caller, id);
        if (!order.state().equals("rejected")) {
            throw Refusal.conflict("only a rejected order can be deleted, and this one is " + order.state());
        }
        orders.delete(order.id());
        return ResponseEntity.noContent().build();
    }

    private OrderRow find(Caller caller, String id) {
        return orders.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("order", id));
    }

    private List<ObjectNode> answers(List<OrderRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(OrderRow::id).toList();
        Map<String, List<ItemRow>> items = orders.items(ids).stream().collect(Collectors.groupingBy(ItemRow::orderId));
        Map<String, List<StateRow>> states =
                orders.states(ids).stream().collect(Collectors.groupingBy(StateRow::orderId));
        Map<String, List<CancelRow>> done =
                cancels.done(ids).stream().collect(Collectors.groupingBy(CancelRow::orderId));
        return rows.stream()
                .map(row -> new OrderAnswer(
                        row,
                        items.getOrDefault(row.id(), List.of()),
                        states.getOrDefault(row.id(), List.of()),
                        done.getOrDefault(row.id(), List.of())))
                .map(OrderAnswer::json)
                .toList();
    }
}
