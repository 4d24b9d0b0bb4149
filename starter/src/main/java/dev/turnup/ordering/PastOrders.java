package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.hub.records.ToldEvent;
import dev.turnup.intake.CancelTasks;
import dev.turnup.intake.CancelTasks.CancelRow;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.ItemRow;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.OrderReads.StateRow;
import dev.turnup.intake.Scope;
import dev.turnup.journal.HubEvent;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Orders and cancels as they were right after an event: with the states of then, and otherwise as they are now. */
public final class PastOrders {
    private final OrderReads orders;
    private final CancelTasks cancels;

    public PastOrders(Jdbi jdbi) {
        this.orders = jdbi.onDemand(OrderReads.class);
        this.cancels = jdbi.onDemand(CancelTasks.class);
    }

    public JsonNode order(ToldEvent event) {
        OrderRow now = orders.past(event.tenant(), event.orderId());
        List<StateRow> states = orders.history(event.orderId(), event.seq());
        List<ItemRow> items = orders.items(List.of(event.orderId())).stream()
                .map(item -> new ItemRow(
                        item.orderId(),
                        item.id(),
                        state(states, "itemState", item.id(), item.state()),
                        item.productId()))
                .toList();
        List<CancelRow> done = cancels.done(List.of(event.orderId())).stream()
                .filter(cancel -> then(cancel.decidedAt(), event.at()) != null)
                .toList();
        return new OrderAnswer(then(now, states, event.at()), items, states, done).json();
    }

    private static OrderRow then(OrderRow now, List<StateRow> states, Instant at) {
        boolean failed = states.stream().anyMatch(row -> row.type().equals("failure"));
        boolean reported = states.stream().anyMatch(row -> row.type().equals("compensation"));
        return new OrderRow(
                now.id(),
                now.tenant(),
                state(states, "orderState", "", now.state()),
                now.body(),
                now.plan(),
                now.createdAt(),
                now.expectedAt(),
                then(now.startedAt(), at),
                then(now.committedAt(), at),
                then(now.endedAt(), at),
                failed ? now.failureStep() : null,
                failed ? now.failureCode() : null,
                failed ? now.failureMessage() : null,
                reported ? now.compensation() : null);
    }

    private static @Nullable Instant then(@Nullable Instant happened, Instant at) {
        return happened == null || happened.isAfter(at) ? null : happened;
    }

    private static String state(List<StateRow> states, String type, String subject, String now) {
        return states.stream()
                .filter(row -> row.type().equals(type) && row.subject().equals(subject))
                .reduce((first, last) -> last)
                .map(row -> Json.read(row.content(), JsonNode.class).path("to").asText())
                .orElse(now);
    }

    public JsonNode cancel(ToldEvent event) {
        boolean asked = event.toldAs() == HubEvent.CancelProductOrderCreateEvent;
        String id = asked
                ? event.subject()
                : Json.read(event.content(), JsonNode.class)
                        .path("request")
                        .path("id")
                        .asText();
        CancelRow now = cancels.find(new Scope(event.tenant(), false), id).orElseThrow();
        return CancelOrders.json(
                asked
                        ? new CancelRow(
                                now.id(),
                                now.orderId(),
                                "acknowledged",
                                now.reason(),
                                now.requestedAt(),
                                null,
                                "",
                                null)
                        : now);
    }
}
