package dev.turnup.hubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.hub.records.HubReads;
import dev.turnup.hub.records.HubReads.CountRow;
import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How subscriptions stand, of both hubs: what waits, what was given up, and how to have it sent again. */
@OnIntake
@RestController
@RequestMapping(HubSubscriptions.PATH)
@Tag(name = "Events")
class HubSubscriptions {
    static final String PATH = "/api/v1/hub-subscriptions";

    private final HubReads subscriptions;
    private final Replaying replaying;
    private final Once once;

    HubSubscriptions(HubReads subscriptions, Replaying replaying, Once once) {
        this.subscriptions = subscriptions;
        this.replaying = replaying;
        this.once = once;
    }

    @GetMapping
    @Operation(operationId = "listHubSubscription", summary = "See how subscriptions stand, the newest first")
    @Parameter(name = "id")
    @Parameter(name = "state", description = "active or suspended")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "state");
        Scope scope = Scope.of(caller);
        String id = query.filter("id");
        String state = query.filter("state");
        return query.answer(
                json(subscriptions.list(scope, null, id, state, query.page())),
                subscriptions.count(scope, null, id, state));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveHubSubscription", summary = "See how a subscription stands")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        return ResponseEntity.ok(
                query.allow().select(json(List.of(find(caller, id))).getFirst()));
    }

    @GetMapping("/{id}/dead-letters")
    @Operation(operationId = "listHubDeadLetter", summary = "List events that were given up, the oldest first")
    ResponseEntity<JsonNode> dead(Caller caller, @PathVariable String id, ListQuery query) {
        query.allow();
        SubscriptionRow row = find(caller, id);
        return query.answer(
                subscriptions.dead(row.id(), query.page()).stream()
                        .map(HubAnswer::dead)
                        .toList(),
                count(List.of(row.id())).getOrDefault(row.id(), none(row.id())).dead());
    }

    @PostMapping("/{id}/replay")
    @Operation(
            operationId = "replayHubSubscription",
            summary = "Have events sent again",
            description =
                    "Either those of one order from a number on (productOrderId, from), or those of all orders since an "
                            + "instant (since), or those that were given up (deadLetters: true). A suspended subscription goes on. "
                            + "At most 5,000 events wait afterwards, the oldest ones; remaining says how many there was no room for.")
    ResponseEntity<JsonNode> replay(
            Caller caller,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody JsonNode body) {
        return once.accepted(
                caller, key, PATH + "/" + id + "/replay", body, () -> replaying.work(find(caller, id), body));
    }

    private List<ObjectNode> json(List<SubscriptionRow> rows) {
        Map<String, CountRow> counts =
                count(rows.stream().map(SubscriptionRow::id).toList());
        return rows.stream()
                .map(row -> HubAnswer.of(row, counts.getOrDefault(row.id(), none(row.id()))))
                .toList();
    }

    private Map<String, CountRow> count(List<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : subscriptions.counts(ids).stream().collect(Collectors.toMap(CountRow::id, Function.identity()));
    }

    private static CountRow none(String id) {
        return new CountRow(id, 0, 0);
    }

    private SubscriptionRow find(Caller caller, String id) {
        return subscriptions
                .find(Scope.of(caller), null, id)
                .orElseThrow(() -> Refusal.notFound("hub subscription", id));
    }
}
