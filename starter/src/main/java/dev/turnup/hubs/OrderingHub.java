package dev.turnup.hubs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.TmfPaths;
import dev.turnup.intake.Caller;
import dev.turnup.journal.HubEvent.Hub;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions to the events of orders. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.ORDERING_HUB)
@Tag(name = "Product ordering (TMF622)")
class OrderingHub {
    private final Subscribing subscribing;

    OrderingHub(Subscribing subscribing) {
        this.subscribing = subscribing;
    }

    @PostMapping
    @Operation(
            operationId = "createOrderingHub",
            summary = "Subscribe to events of orders",
            description =
                    "Events are posted to the callback, signed as Standard Webhooks says; the secret is in this answer "
                            + "and nowhere else. The query is eventType=…, with one or more names between commas; without it all "
                            + "events come.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        return subscribing.create(caller, key, Hub.ordering, body);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveOrderingHub", summary = "Read a subscription")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        return subscribing.get(caller, Hub.ordering, id, query);
    }

    @GetMapping
    @Operation(operationId = "listOrderingHub", summary = "List subscriptions, the newest first")
    @Parameter(name = "id")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        return subscribing.list(caller, Hub.ordering, query);
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteOrderingHub", summary = "End a subscription, with what is yet to be sent")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        return subscribing.delete(caller, Hub.ordering, id);
    }
}
