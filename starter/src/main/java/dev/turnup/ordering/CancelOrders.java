package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.Caller;
import dev.turnup.intake.CancelTasks;
import dev.turnup.intake.CancelTasks.CancelRow;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.Scope;
import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.OrderState;
import dev.turnup.plan.Problem;
import dev.turnup.relay.Outbox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF622 CancelProductOrder: a request that the order itself answers. */
@OnIntake
@RestController
@RequestMapping(CancelOrders.PATH)
@Tag(name = "Product ordering (TMF622)")
class CancelOrders {
    static final String PATH = "/tmf-api/productOrderingManagement/v5/cancelProductOrder";

    private final OrderReads orders;
    private final CancelTasks tasks;
    private final Once once;
    private final InstantSource clock;

    CancelOrders(OrderReads orders, CancelTasks tasks, Once once, InstantSource clock) {
        this.orders = orders;
        this.tasks = tasks;
        this.once = once;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "createCancelProductOrder",
            summary = "Ask for an order to be cancelled",
            description = "Before the order's commit everything is taken back; after it the request is refused. "
                    + "Once a provider has acted on it, cancelling is charged.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        return once.created(caller, key, PATH, body, () -> work(caller, body));
    }

    private Once.Work work(Caller caller, JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part task = Part.whole(body, problems);
        Optional<String> id = task.requiredObject("productOrder").flatMap(ref -> ref.requiredText("id"));
        String reason = task.text("cancellationReason", Part.LONGEST_REASON).orElse("");
        if (!problems.isEmpty() || id.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        OrderRow order = orders.find(Scope.of(caller), id.get()).orElseThrow(() -> Refusal.notFound("order", id.get()));
        if (OrderState.valueOf(order.state()).isFinal()) {
            throw Refusal.conflict("the order has ended: it is " + order.state());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String taskId = UUID.randomUUID().toString();
        String why = reason.isBlank() ? "no reason given" : reason; // the workflow takes none without
        CancelRequest request = new CancelRequest(taskId, caller.actor(), why, !caller.isOperator());
        CancelRow row = new CancelRow(taskId, order.id(), "acknowledged", reason, now, null, "", null);
        return new Once.Work(json(row), tx -> {
            tx.attach(CancelTasks.class)
                    .add(taskId, order.tenant(), order.id(), reason, caller.actor(), !caller.isOperator(), now);
            Event asked = new Event("cancelRequest", taskId, Map.of("actor", caller.actor()));
            Events.append(tx, order.id(), now, List.of(asked));
            new Outbox(tx, now).cancel(order.id(), order.tenant(), request);
        });
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveCancelProductOrder", summary = "Read how a cancel was answered")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        CancelRow row = tasks.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("cancelProductOrder", id));
        return ResponseEntity.ok(query.allow().select(json(row)));
    }

    @GetMapping
    @Operation(operationId = "listCancelProductOrder", summary = "List cancels, the newest first")
    @Parameter(name = "id")
    @Parameter(name = "state")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "state");
        Scope scope = Scope.of(caller);
        String id = query.filter("id");
        String state = query.filter("state");
        return query.answer(
                tasks.list(scope, id, state, query.page()).stream()
                        .map(CancelOrders::json)
                        .toList(),
                tasks.count(scope, id, state));
    }

    static ObjectNode json(CancelRow row) {
        ObjectNode json = TreeJson.object()
                .put("@type", "CancelProductOrder")
                .put("id", row.id())
                .put("href", PATH + "/" + row.id())
                .put("state", row.state())
                .put("cancellationReason", row.reason())
                .put("creationDate", row.requestedAt().toString());
        json.putObject("productOrder")
                .put("@type", "ProductOrderRef")
                .put("id", row.orderId())
                .put("href", TmfPaths.PRODUCT_ORDERS + "/" + row.orderId());
        if (row.decidedAt() != null) {
            json.put("effectiveCancellationDate", row.decidedAt().toString());
        }
        if (!row.message().isEmpty()) {
            json.put("message", row.message());
        }
        if (row.charge() != null) {
            json.put("charge", row.charge());
        }
        return json;
    }
}
