package dev.turnup.hubs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.hub.records.HubIntake;
import dev.turnup.hub.records.HubReads;
import dev.turnup.hub.records.HubReads.State;
import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.hub.records.Signature;
import dev.turnup.hub.records.WebhookAddresses;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.journal.HubEvent.Hub;
import dev.turnup.plan.Problem;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What both hubs do: they differ in the events that they have. */
@OnIntake
@Component
class Subscribing {
    private final Jdbi jdbi;
    private final HubReads subscriptions;
    private final WebhookAddresses addresses;
    private final Once once;
    private final InstantSource clock;

    Subscribing(Jdbi jdbi, HubReads subscriptions, WebhookAddresses addresses, Once once, InstantSource clock) {
        this.jdbi = jdbi;
        this.subscriptions = subscriptions;
        this.addresses = addresses;
        this.once = once;
        this.clock = clock;
    }

    ResponseEntity<JsonNode> create(Caller caller, Optional<String> key, Hub hub, JsonNode body) {
        if (caller.isOperator()) {
            throw Refusal.role("events are subscribed to with a customer's key");
        }
        return once.created(caller, key, HubAnswer.path(hub), body, () -> work(read(caller, hub, body)));
    }

    private SubscriptionRow read(Caller caller, Hub hub, JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> callback = part.requiredText("callback", WebhookAddresses.LONGEST);
        Optional<String> query = part.text("query");
        String types = HubQuery.types(part, hub);
        if (problems.isEmpty()) {
            callback.flatMap(addresses::problem).ifPresent(problem -> part.problem("callback", problem));
        }
        if (!problems.isEmpty() || callback.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return new SubscriptionRow(
                UUID.randomUUID().toString(),
                caller.tenant(),
                hub,
                callback.get(),
                query.orElse(null),
                types,
                UUID.randomUUID().toString(),
                State.active,
                null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                0,
                null,
                null,
                null,
                null);
    }

    private static Once.Work work(SubscriptionRow row) {
        String secret = Signature.newSecret();
        Consumer<Handle> store = tx -> {
            if (!new HubIntake(tx).store(row, secret)) {
                throw Refusal.conflict("there are " + HubIntake.MOST
                        + " subscriptions, and a tenant can have no more: delete one first");
            }
        };
        return new Once.Work(HubAnswer.hub(row), store, Map.of("secret", secret));
    }

    ResponseEntity<JsonNode> get(Caller caller, Hub hub, String id, ListQuery query) {
        return ResponseEntity.ok(query.allow().select(HubAnswer.hub(find(caller, hub, id))));
    }

    ResponseEntity<JsonNode> list(Caller caller, Hub hub, ListQuery query) {
        query.allow("id");
        Scope scope = Scope.of(caller);
        String id = query.filter("id");
        return query.answer(
                subscriptions.list(scope, hub, id, null, query.page()).stream()
                        .map(HubAnswer::hub)
                        .toList(),
                subscriptions.count(scope, hub, id, null));
    }

    ResponseEntity<Void> delete(Caller caller, Hub hub, String id) {
        SubscriptionRow row = find(caller, hub, id);
        jdbi.useTransaction(tx -> new HubIntake(tx).delete(row));
        return ResponseEntity.noContent().build();
    }

    private SubscriptionRow find(Caller caller, Hub hub, String id) {
        return subscriptions.find(Scope.of(caller), hub, id).orElseThrow(() -> Refusal.notFound("hub", id));
    }
}
