package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.FalloutReads;
import dev.turnup.intake.FalloutReads.FalloutFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operators' inbox: what needs a person, of all tenants. */
@OnIntake
@RestController
@RequestMapping(Fallouts.PATH)
@Tag(name = "Operations")
class Fallouts {
    static final String PATH = "/api/v1/fallout";

    private final FalloutReads fallouts;
    private final DecisionTaking decisions;

    Fallouts(FalloutReads fallouts, DecisionTaking decisions) {
        this.fallouts = fallouts;
        this.decisions = decisions;
    }

    @GetMapping
    @Operation(operationId = "listFallout", summary = "List what needs a person, the newest first")
    @Parameter(name = "status", description = "open (default), closed or all")
    @Parameter(name = "orderId")
    @Parameter(name = "tenant")
    @Parameter(name = "code", description = "A failure code, for instance NO_WORKER.")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        operatorsOnly(caller);
        query.allow("status", "orderId", "tenant", "code");
        FalloutFilter filter = new FalloutFilter(
                open(query.filter("status")), query.filter("orderId"), query.filter("tenant"), query.filter("code"));
        return query.answer(
                fallouts.list(filter, query.page()).stream()
                        .map(FalloutAnswer::json)
                        .toList(),
                fallouts.count(filter));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveFallout", summary = "Read one entry of the inbox")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id) {
        operatorsOnly(caller);
        return fallouts.find(id)
                .map(row -> ResponseEntity.<JsonNode>ok(FalloutAnswer.json(row)))
                .orElseThrow(() -> Refusal.notFound("fallout", id));
    }

    @PostMapping("/{id}/decision")
    @Operation(
            operationId = "decideFallout",
            summary = "Decide how a step in fallout goes on",
            description =
                    "RETRY makes the same call again; RETRY_CHANGED takes it back and makes it with the fields in "
                            + "'input' changed; SKIP goes on without it, with the evidence as reason and its receipt as 'input'; "
                            + "CANCEL cancels the order, or gives up the item where others are active already; ACCEPT closes an undo that can't be finished, as residue.")
    ResponseEntity<JsonNode> decide(
            Caller caller,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody JsonNode body) {
        operatorsOnly(caller);
        return decisions.take(caller, id, key, body);
    }

    private static void operatorsOnly(Caller caller) {
        if (!caller.isOperator()) {
            throw Refusal.role("the fallout inbox is for operators");
        }
    }

    private static @Nullable Boolean open(@Nullable String status) {
        Map<String, Optional<Boolean>> values =
                Map.of("open", Optional.of(true), "closed", Optional.of(false), "all", Optional.empty());
        Optional<Boolean> open = values.get(Objects.requireNonNullElse(status, "open"));
        if (open == null) {
            throw Refusal.invalid("status", "must be open, closed or all");
        }
        return open.orElse(null);
    }
}
