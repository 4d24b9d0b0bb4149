package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.order.CompensationReport.Line;
import dev.turnup.order.RecordBatch.CancelAnswer;
import dev.turnup.order.RecordBatch.DecisionTaken;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.order.RecordBatch.ItemChange;
import dev.turnup.order.RecordBatch.StepChange;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the order's loop remembers, and what of it is still to be written. */
final class Journal {
    /** From an item's last step it takes so many turns to the commit, or to the order's end. Histories depend on it. */
    private static final int PASSES = 3;

    private final OrderStart start;
    private final Database database;
    private final OperatorView view;
    private final Map<String, ItemState> items = new LinkedHashMap<>();
    private final Set<String> provisioned = new LinkedHashSet<>();
    private final Map<String, OrderLoad.Entry> entries = new LinkedHashMap<>();
    private final List<Line> residue;
    private final Map<String, JsonNode> receipts = new LinkedHashMap<>();
    private OrderState state;
    private boolean followsItems;
    private boolean writing;
    private int underWay;

    private final List<ItemChange> itemChanges = new ArrayList<>();
    private final List<StepChange> stepChanges = new ArrayList<>();
    private final List<CancelAnswer> cancels = new ArrayList<>();
    private final List<DecisionTaken> decisions = new ArrayList<>();
    private @Nullable OrderState orderChange;
    private @Nullable Failure failure;
    private @Nullable CompensationReport compensation;

    Journal(OrderStart start, OrderLoad load, Database database, OperatorView view) {
        this.start = start;
        this.database = database;
        this.view = view;
        this.state = load.state();
        this.followsItems = !load.rollingBack();
        this.residue = load.residue();
        items.putAll(load.items());
        load.journal().forEach(entry -> entries.put(entry.itemId() + "/" + entry.step(), entry));
        entries.forEach((step, entry) -> {
            if (entry.receipt() != null) {
                receipts.put(step, entry.receipt());
            }
        });
    }

    /** Runs beside the order and writes when nothing else can go on: what happens at once is written in one transaction. */
    void keepWriting() {
        while (true) {
            Workflow.await(this::hasChanges);
            letOthersGoOn();
            Workflow.await(() -> !writing && underWay == 0);
            if (hasChanges()) {
                writeWith(database::write);
            }
        }
    }

    private static void letOthersGoOn() {
        for (int n = 0; n < PASSES; n++) {
            Async.procedure(() -> {}).get();
        }
    }

    /** While this lasts, which isn't long, there will soon be more to write. */
    <T> T during(Supplier<T> call) {
        underWay++;
        try {
            return call.get();
        } finally {
            underWay--;
        }
    }

    /** Writes everything that is not written yet, in the transaction of something else. */
    <T> T writeWith(Function<RecordBatch, T> writer) {
        Workflow.await(() -> !writing);
        writing = true;
        T result = writer.apply(takeBatch());
        writing = false;
        return result;
    }

    /** Returns when everything is written. */
    void flush() {
        Workflow.await(() -> !hasChanges() && !writing);
    }

    private boolean hasChanges() {
        return orderChange != null
                || failure != null
                || compensation != null
                || !(itemChanges.isEmpty() && stepChanges.isEmpty() && cancels.isEmpty() && decisions.isEmpty());
    }

    private RecordBatch takeBatch() {
        RecordBatch batch = new RecordBatch(
                start,
                Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                orderChange,
                failure,
                List.copyOf(itemChanges),
                List.copyOf(stepChanges),
                List.copyOf(cancels),
                List.copyOf(decisions),
                compensation);
        itemChanges.clear();
        stepChanges.clear();
        cancels.clear();
        decisions.clear();
        orderChange = null;
        failure = null;
        compensation = null;
        view.show(state);
        return batch;
    }

    Optional<OrderLoad.Entry> entry(String step) {
        return Optional.ofNullable(entries.get(step));
    }

    /** What earlier runs have left of a step, and operators have accepted. */
    List<Line> residue(String step) {
        return residue.stream()
                .filter(line -> (line.key().itemId() + "/" + line.key().step()).equals(step))
                .toList();
    }

    /** The receipt of a step of this order, by {@code item/step}; null where it left none. */
    @Nullable
    JsonNode receipt(String step) {
        return receipts.get(step);
    }

    void receipt(String step, JsonNode receipt) {
        receipts.put(step, receipt);
    }

    void step(StepChange change) {
        stepChanges.add(change);
    }

    void decision(DecisionTaken taken) {
        decisions.add(taken);
    }

    void cancel(CancelAnswer answer) {
        cancels.add(answer);
    }

    /** Items that commit by themselves report by themselves. */
    void compensation(CompensationReport report) {
        compensation = compensation == null ? report : compensation.with(report);
    }

    void item(String id, ItemState to) {
        if (items.put(id, to) == to) {
            return;
        }
        itemChanges.add(new ItemChange(id, to));
        follow();
    }

    /** It stays inProgress until the commit, but the order no longer waits for it. */
    void provisioned(String id) {
        provisioned.add(id);
        follow();
    }

    /** After the commit of a change there is work to wait for, and the order waits with it. */
    void activates(String id) {
        provisioned.remove(id);
        follow();
    }

    /** The order's state is that of its items, until a cancel or a rollback begins. */
    void follow() {
        if (followsItems) {
            order(followed());
        }
    }

    /** An item has failed, and the order goes on without it. */
    void failure(Failure why) {
        failure = why;
    }

    /** From now on the order's state follows its items no longer. */
    void rollBack(OrderState to, @Nullable Failure why) {
        followsItems = false;
        failure = why == null ? failure : why;
        order(to);
    }

    void end(OrderState to) {
        followsItems = false;
        order(to);
    }

    private void order(OrderState to) {
        if (state != to) {
            state = to;
            orderChange = to;
        }
    }

    private OrderState followed() {
        Set<ItemState> states = EnumSet.noneOf(ItemState.class);
        items.forEach((id, itemState) -> {
            if (!provisioned.contains(id)) {
                states.add(itemState);
            }
        });
        if (states.contains(ItemState.inProgress)) {
            return OrderState.inProgress;
        }
        if (states.contains(ItemState.held)) {
            return OrderState.held;
        }
        return states.contains(ItemState.pending) ? OrderState.pending : OrderState.inProgress;
    }
}
