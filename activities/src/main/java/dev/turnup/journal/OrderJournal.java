package dev.turnup.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.journal.Events.Event;
import dev.turnup.order.CommitRequest;
import dev.turnup.order.CompensationReport;
import dev.turnup.order.CompensationReport.Line;
import dev.turnup.order.ItemState;
import dev.turnup.order.OrderLoad;
import dev.turnup.order.OrderRecords;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderState;
import dev.turnup.order.RecordBatch;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.order.Regenerate;
import dev.turnup.order.StepState;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedItem;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepKey;
import dev.turnup.step.Verb;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The order's own rows, as its workflow reads and writes them. */
public final class OrderJournal implements OrderRecords {
    private final Jdbi jdbi;
    private final InstantSource clock;

    public OrderJournal(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public OrderLoad load(OrderStart start) {
        return jdbi.inTransaction(tx -> {
            Orders orders = tx.attach(Orders.class);
            boolean fresh = orders.begin(start.orderId(), clock.instant()) == 1;
            Orders.Row row = orders.find(start.orderId());
            Plan plan = Json.read(row.plan(), Plan.class);
            if (fresh) {
                begin(tx, orders, plan);
            }
            List<Orders.Item> items = orders.items(start.orderId());
            return new OrderLoad(
                    plan,
                    OrderState.valueOf(row.state()),
                    row.rollingBack(),
                    row.cancelled(),
                    items.stream()
                            .filter(item -> item.committedAt() != null)
                            .map(Orders.Item::id)
                            .toList(),
                    states(items),
                    fresh ? List.of() : entries(tx, start.orderId()),
                    orders.unansweredCancels(start.orderId()),
                    fresh ? List.of() : residue(tx, start.orderId()));
        });
    }

    /** With the order begin those of its items that wait for nothing in it. */
    private void begin(Handle tx, Orders orders, Plan plan) {
        Map<String, OrderState> change = Map.of("from", OrderState.acknowledged, "to", OrderState.inProgress);
        List<String> first = plan.items().stream()
                .filter(item -> item.startsAfter().isEmpty())
                .map(PlannedItem::id)
                .toList();
        orders.beginItems(plan.orderId(), first);
        List<Event> events = new ArrayList<>();
        events.add(new Event("orderState", "", change));
        first.forEach(item -> events.add(new Event("itemState", item, change)));
        Events.append(tx, plan.orderId(), clock.instant(), events);
    }

    private static Map<String, ItemState> states(List<Orders.Item> items) {
        Map<String, ItemState> states = new LinkedHashMap<>();
        items.forEach(item -> states.put(item.id(), ItemState.valueOf(item.state())));
        return states;
    }

    private static List<OrderLoad.Entry> entries(Handle tx, String orderId) {
        OrderSteps steps = tx.attach(OrderSteps.class);
        Map<String, String> changes = steps.changes(orderId);
        Map<String, String> fallouts = steps.fallouts(orderId);
        return steps.last(orderId).stream()
                .map(row -> new OrderLoad.Entry(
                        row.itemId(),
                        row.step(),
                        row.generation(),
                        Verb.valueOf(row.verb()),
                        StepState.valueOf(row.state()),
                        Json.read(row.desired(), JsonNode.class),
                        node(row.receipt()),
                        row.repeated(),
                        row.waitUntil() == null && !hasWaited(row) ? null : row.startedAt(),
                        row.waitUntil(),
                        failure(row),
                        fallouts.get(row.itemId() + "/" + row.step()),
                        node(changes.get(new StepKey(orderId, row.itemId(), row.step(), row.generation()).toString()))))
                .toList();
    }

    private static boolean hasWaited(Steps.Row row) {
        return row.state().equals(StepState.held.name())
                && FailureCode.WAIT_EXPIRED.name().equals(row.failureCode());
    }

    private static @Nullable Failure failure(Steps.Row row) {
        return row.failureCode() == null
                ? null
                : new Failure(
                        row.itemId() + "/" + row.step(),
                        FailureCode.ofType(row.failureCode()),
                        String.valueOf(row.failureMessage()));
    }

    private static List<Line> residue(Handle tx, String orderId) {
        return tx.attach(OrderSteps.class).residue(orderId).stream()
                .map(left -> new Line(
                        new StepKey(orderId, left.itemId(), left.step(), left.generation()),
                        left.taskQueue(),
                        false,
                        CompensationReport.remark(left.actor(), left.reason())))
                .toList();
    }

    private static @Nullable JsonNode node(@Nullable String json) {
        return json == null ? null : Json.read(json, JsonNode.class);
    }

    @Override
    public void record(RecordBatch batch) {
        jdbi.useTransaction(tx -> write(tx, tx.attach(Orders.class), batch));
    }

    private void write(Handle tx, Orders orders, RecordBatch batch) {
        BatchWriter writer = new BatchWriter(tx, orders, batch, clock.instant());
        Events.append(tx, batch.start().orderId(), batch.at(), writer.write());
    }

    @Override
    public boolean commit(CommitRequest request) {
        String order = request.before().start().orderId();
        return jdbi.inTransaction(tx -> {
            Orders orders = tx.attach(Orders.class);
            boolean cancelled = orders.lockCancelled(order);
            write(tx, orders, request.before());
            if (cancelled) {
                return false;
            }
            Instant now = clock.instant();
            List<Event> events = new ArrayList<>();
            for (String item : request.items()) {
                if (orders.commitItem(order, item, now) == 1) {
                    events.add(new Event("commit", item, Map.of("at", now)));
                    events.addAll(Products.activate(tx, order, item, now));
                }
            }
            if (orders.commit(order, now) == 1) {
                events.add(new Event("milestone", "", Map.of("name", "committed")));
            }
            Events.append(tx, order, now, events);
            return true;
        });
    }

    @Override
    public boolean cancel(OrderStart start) {
        return jdbi.withExtension(Orders.class, orders -> orders.cancel(start.orderId()) == 1);
    }

    @Override
    public List<String> begun(OrderStart start) {
        return jdbi.withExtension(OrderSteps.class, steps -> steps.begun(start.orderId()));
    }

    @Override
    public StepKey regenerate(Regenerate request) {
        StepKey last = request.last();
        StepKey next = new StepKey(last.orderId(), last.itemId(), last.step(), last.generation() + 1);
        jdbi.useTransaction(tx -> {
            Steps steps = new Steps(tx);
            if (steps.find(next).isEmpty()) {
                steps.begin(next, steps.taskQueue(last), Json.write(request.desired()));
                List<Event> events = new ArrayList<>();
                events.add(
                        new Event("step", next.itemId() + "/" + next.step(), Map.of("generation", next.generation())));
                Event changed = Products.change(tx, next.orderId(), next.itemId(), request.ordered());
                if (!request.ordered().isEmpty()) {
                    events.add(changed);
                }
                Events.append(tx, next.orderId(), clock.instant(), events);
            }
        });
        return next;
    }
}
