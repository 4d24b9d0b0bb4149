package dev.turnup.order;

import dev.turnup.order.CompensationReport.Line;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Items that become active together or not at all. */
final class CommitGroup {
    private final OrderRun order;
    private final List<ItemRun> items;
    private final boolean rollingBack;

    CommitGroup(OrderRun order, List<ItemRun> items, boolean rollingBack) {
        this.order = order;
        this.items = items;
        this.rollingBack = rollingBack;
    }

    void run() {
        if (items.getFirst().isLost()) {
            return;
        }
        if (!items.getFirst().isCommitted()) {
            provision();
            if (!mustGoBack() && !isReady()) {
                return; // handing over
            }
            if (mustGoBack() || !order.closeForCommit() || !commit()) {
                takeBack();
                return;
            }
        }
        onEach(item -> item::activate);
    }

    private void provision() {
        if (!rollingBack) {
            onEach(item -> () -> item.provision(this::isStopping));
        }
    }

    private boolean isReady() {
        return items.stream().allMatch(ItemRun::isProvisioned);
    }

    private boolean isStopping() {
        return mustGoBack() || order.isHandingOver();
    }

    private boolean mustGoBack() {
        return rollingBack || order.isCancelled() || items.stream().anyMatch(ItemRun::isFailed);
    }

    /** False when a cancel has reached the database first. */
    private boolean commit() {
        List<String> ids = items.stream().map(ItemRun::id).toList();
        boolean committed = order.journal().writeWith(batch -> order.database().commit(new CommitRequest(batch, ids)));
        if (committed) {
            items.forEach(ItemRun::committed);
        } else {
            order.cancelledBefore();
        }
        return committed;
    }

    /** In reverse order of dependency; then every resource is looked for once more. */
    private void takeBack() {
        List<String> begun = order.begunSteps();
        items.forEach(item -> item.mayHaveBegun(begun));
        onEach(item -> item::undo);
        List<Line> lines = new ArrayList<>();
        onEach(item -> () -> lines.addAll(item.prove()));
        if (!order.isHandingOver()) {
            order.journal().compensation(new CompensationReport(lines));
            items.forEach(item -> item.takenBack(order.isCancelled()));
        }
    }

    private void onEach(Function<ItemRun, Functions.Proc> work) {
        Promise.allOf(items.stream()
                        .map(item -> Async.procedure(work.apply(item)))
                        .toList())
                .get();
    }
}
