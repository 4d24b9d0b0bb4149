package dev.turnup.servicekeys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.intake.ServiceKeys;
import dev.turnup.intake.ServiceKeys.Connection;
import dev.turnup.intake.ServiceKeys.Filter;
import dev.turnup.plan.ServiceKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
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

/** Keys with which others order connections to a customer's ports. */
@OnIntake
@RestController
@RequestMapping(ServiceKeyList.PATH)
@Tag(name = "Service keys")
class ServiceKeyList {
    static final String PATH = "/api/v1/service-keys";

    private final ServiceKeyIssuing issuing;
    private final ServiceKeys keys;
    private final InstantSource clock;

    ServiceKeyList(ServiceKeyIssuing issuing, ServiceKeys keys, InstantSource clock) {
        this.issuing = issuing;
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "createServiceKey",
            summary = "Let another tenant order a connection to a port of yours",
            description =
                    "The answer has the key, this once: give it to whom you mean. Of each connection it allows at "
                            + "most 'maxSpeedMbps'; of connections one, unless 'singleUse' is false; until 'expiresAt', where "
                            + "that is given. A repeated call (Idempotency-Key) is answered without the key.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        if (caller.isOperator()) {
            throw Refusal.role("service keys are made with the key of the customer whose port it is");
        }
        return issuing.issue(caller, key, body);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveServiceKey", summary = "Read what a key allows, and what was ordered with it")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        ServiceKey key = keys.find(Scope.of(caller), id, clock.instant()).orElseThrow(() -> notFound(id));
        return ResponseEntity.ok(query.allow().select(ServiceKeyAnswer.of(key, keys.connections(List.of(id)))));
    }

    @GetMapping
    @Operation(operationId = "listServiceKey", summary = "List service keys, the newest first")
    @Parameter(name = "id")
    @Parameter(name = "port.id")
    @Parameter(name = "state", description = "active, used, expired, revoked or suspended.")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "port.id", "state");
        Scope scope = Scope.of(caller);
        Filter filter = new Filter(query.filter("id"), query.filter("port.id"), query.filter("state"));
        List<ServiceKey> rows = keys.list(scope, filter, query.page(), clock.instant());
        List<String> ids = rows.stream().map(ServiceKey::id).toList();
        List<Connection> connections = ids.isEmpty() ? List.of() : keys.connections(ids);
        return query.answer(
                rows.stream().map(key -> ServiceKeyAnswer.of(key, connections)).toList(),
                keys.count(scope, filter, clock.instant()));
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteServiceKey",
            summary = "Revoke a service key",
            description = "Nothing more can be ordered with it; what was ordered goes on. It stays in the list.")
    ResponseEntity<Void> revoke(Caller caller, @PathVariable String id) {
        if (keys.revoke(Scope.of(caller), id, clock.instant()) == 0) {
            throw notFound(id);
        }
        return ResponseEntity.noContent().build();
    }

    private static Refusal notFound(String id) {
        return Refusal.notFound("service key", id);
    }
}
