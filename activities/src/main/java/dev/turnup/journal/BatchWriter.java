package dev.turnup.journal;

import dev.turnup.Json;
import dev.turnup.journal.Events.Event;
import dev.turnup.ledger.Ledger;
import dev.turnup.order.CompensationReport;
import dev.turnup.order.ItemState;
import dev.turnup.order.OrderState;
import dev.turnup.order.ProductState;
import dev.turnup.order.RecordBatch;
import dev.turnup.order.RecordBatch.CancelAnswer;
import dev.turnup.order.RecordBatch.DecisionTaken;
import dev.turnup.order.RecordBatch.ItemChange;
import dev.turnup.plan.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes one batch of the workflow's records, and says which events that makes. */
final class BatchWriter {
    private final Handle tx;
    private final Orders orders;
    private final RecordBatch batch;
    private final String order;
    private final Instant now;
    private final List<Event> events = new ArrayList<>();

    BatchWriter(Handle tx, Orders orders, RecordBatch batch, Instant now) {
        this.now = now;
        this.tx = tx;
        this.orders = orders;
        this.batch = batch;
        this.order = batch.start().orderId();
    }

    List<Event> write() {
        batch.decisions().forEach(this::write);
        if (!batch.steps().isEmpty()) {
            StepWriter steps = new StepWriter(tx, batch, now);
            batch.steps().forEach(change -> steps.write(change).ifPresent(events::add));
        }
        batch.cancels().forEach(this::write);
        RecordBatch.Failure failure = batch.failure();
        if (failure != null) {
            orders.fail(order, failure.step(), failure.code().name(), Texts.cut(failure.message()));
            addOnce(new Event("failure", failure.step(), failure));
        }
        CompensationReport report = batch.compensation();
        if (report != null) {
            write(report);
        }
        writeItems();
        OrderState to = batch.order();
        if (to != null) {
            writeOrder(to);
        }
        return events;
    }

    private void write(DecisionTaken taken) {
        Event event =
                new Event("decision", taken.key().itemId() + "/" + taken.key().step(), taken);
        if (new Fallouts(tx).decided(taken, batch.at())) {
            events.add(event);
        } else {
            addOnce(event);
        }
    }

    private void write(CancelAnswer answer) {
        String state = answer.accepted() ? "done" : "terminatedWithError";
        BigDecimal charge = answer.charged().isEmpty() ? null : charge(answer);
        orders.answerCancel(answer.request().id(), state, batch.at(), answer.message(), charge);
        addOnce(new Event("cancel", "", answer));
    }

    /** A batch may come twice; what changes no row that would tell must not be told again either. */
    private void addOnce(Event event) {
        if (!Events.isThere(tx, order, event)) {
            events.add(event);
        }
    }

    /** What the customer pays for cancelling after a soft point of no return. */
    private BigDecimal charge(CancelAnswer answer) {
        Plan plan = Json.read(orders.find(order).plan(), Plan.class);
        BigDecimal charge = answer.charged().stream()
                .map(item -> plan.item(item).cancelCharge())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (charge.signum() > 0) {
            Ledger.charge(tx, order + "/cancel", plan.tenant(), charge, plan.currency(), batch.at(), "cancel");
        }
        return charge;
    }

    private void write(CompensationReport report) {
        String before = orders.compensation(order);
        CompensationReport all = before == null
                ? report
                : Json.read(before, CompensationReport.class).with(report);
        orders.compensation(order, Json.write(all));
        addOnce(new Event("compensation", "", report));
    }

    private void writeItems() {
        if (batch.items().isEmpty()) {
            return;
        }
        Map<String, String> states =
                orders.items(order).stream().collect(Collectors.toMap(Orders.Item::id, Orders.Item::state));
        for (ItemChange change : batch.items()) {
            ItemState from = ItemState.valueOf(Objects.requireNonNull(states.get(change.itemId())));
            for (ItemState to : ItemState.MACHINE.path(from, change.state(), ItemState.inProgress)) {
                if (orders.changeItem(order, change.itemId(), from.name(), to.name()) == 1) {
                    events.add(new Event("itemState", change.itemId(), Map.of("from", from, "to", to)));
                }
                from = to;
            }
            states.put(change.itemId(), from.name());
        }
        var lost = batch.items().stream()
                .filter(change -> change.state().isLost())
                .map(ItemChange::itemId)
                .collect(Collectors.toSet());
        if (!lost.isEmpty()) {
            orders.cancelProducts(order, lost)
                    .forEach(id -> events.add(Products.state(id, ProductState.pendingActive, ProductState.cancelled)));
            orders.dropClaims(order, lost);
            orders.releaseProducts(order, lost);
        }
    }

    private void writeOrder(OrderState to) {
        events.addAll(OrderStates.change(orders, order, to));
        if (to.isFinal()) {
            orders.end(order, batch.at());
            new Fallouts(tx).closeAll(order, batch.at());
        }
    }
}
