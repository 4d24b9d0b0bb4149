package dev.turnup.order;

import dev.turnup.order.CompensationReport.Line;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.plan.Phase;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.step.FailureCode;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One item: its steps one after the other, and their undos in reverse. */
final class ItemRun {
    private final OrderRun order;
    private final PlannedItem item;
    private final List<StepRun> steps;
    private final boolean lost;
    private boolean pastSoftPoint;
    private boolean provisioned;
    private boolean committed;
    private boolean activated;
    private boolean undone;
    private @Nullable Failure failure;

    /**
     * @param lost whether an earlier run of this workflow has taken it back to the end
     * @param rollingBack whether the whole order is being taken back
     */
    ItemRun(OrderRun order, PlannedItem item, boolean committed, boolean lost, boolean rollingBack) {
        this.order = order;
        this.item = item;
        this.committed = committed;
        this.provisioned = committed;
        this.steps = item.steps(Phase.PROVISION).stream()
                .map(step -> new StepRun(order, item, step))
                .toList();
        this.pastSoftPoint = steps.stream().anyMatch(step -> step.isSoftPointOfNoReturn() && step.isDoneAlready());
        this.lost = lost;
        this.undone = lost;
        if (lost || !committed && !rollingBack && steps.stream().anyMatch(StepRun::isBeingTakenBack)) {
            failure = new Failure("", FailureCode.UNKNOWN, "it had failed before");
        }
    }

    /** Runs the steps before the commit, until they are done or something stops them. */
    void provision(Supplier<Boolean> stopping) {
        Workflow.await(() -> stopping.get() || (!order.isAssessingCancel() && (isBaseThere() || hasLostItsBase())));
        if (stopping.get()) {
            return;
        }
        if (hasLostItsBase()) {
            fail(new Failure("", FailureCode.NOT_SERVICEABLE, "an item that " + item.id() + " relies on has failed"));
            return;
        }
        order.journal().item(item.id(), ItemState.inProgress);
        for (StepRun step : steps) {
            Workflow.await(() -> !order.isAssessingCancel());
            if (stopping.get() || !provision(step, stopping)) {
                return;
            }
        }
        provisioned = true;
        order.journal().provisioned(item.id());
    }

    private boolean provision(StepRun step, Supplier<Boolean> stopping) {
        StepRun.End end = step.apply(stopping);
        if (end == StepRun.End.FAILED) {
            fail(step.failure());
        }
        pastSoftPoint |= end == StepRun.End.DONE && step.isSoftPointOfNoReturn();
        return end == StepRun.End.DONE;
    }

    private void fail(Failure why) {
        failure = why;
        order.failed(why);
    }

    /** Runs the steps after the commit: forward only. What relied on a product that goes is gone before. */
    void activate() {
        if (!item.isAdd()) {
            Workflow.await(
                    () -> order.isHandingOver() || dependencies().stream().allMatch(base -> base.activated));
            order.journal().activates(item.id());
        }
        for (PlannedStep step : item.steps(Phase.ACTIVATE)) {
            if (!item.isAdd()) {
                order.journal().flush(); // billing goes by the instants that are recorded
            }
            if (new StepRun(order, item, step).apply(order::isHandingOver) == StepRun.End.STOPPED) {
                return;
            }
        }
        activated = true;
        order.journal().item(item.id(), ItemState.completed);
    }

    /** What the database knows of counts as begun, also where this run of the workflow has not come to it. */
    void mayHaveBegun(List<String> begun) {
        steps.forEach(step -> step.mayHaveBegun(begun));
    }

    void undo() {
        Workflow.await(
                () -> order.isHandingOver() || order.dependents(item).stream().allMatch(ItemRun::isUndone));
        if (!order.isHandingOver()) {
            toUndo().reversed().forEach(StepRun::undo);
            undone = true;
        }
    }

    List<Line> prove() {
        return toUndo().stream().flatMap(step -> step.proofs().stream()).toList();
    }

    private List<StepRun> toUndo() {
        return steps.stream().filter(StepRun::mustBeUndone).toList();
    }

    void takenBack(boolean cancelled) {
        order.journal().item(item.id(), cancelled ? ItemState.cancelled : ItemState.failed);
    }

    private List<ItemRun> dependencies() {
        return items(item.dependsOn());
    }

    private List<ItemRun> items(List<String> ids) {
        return ids.stream().map(order::item).toList();
    }

    List<String> dependsOn() {
        return item.dependsOn();
    }

    String id() {
        return item.id();
    }

    void committed() {
        committed = true;
    }

    boolean isCommitted() {
        return committed;
    }

    boolean isProvisioned() {
        return provisioned;
    }

    /** Failed or cancelled, and there is nothing left to do about it. */
    boolean isLost() {
        return lost;
    }

    boolean isFailed() {
        return failure != null;
    }

    boolean isPastSoftPoint() {
        return pastSoftPoint;
    }

    private boolean isBaseThere() {
        return items(item.startsAfter()).stream().allMatch(base -> base.provisioned && order.mayBuildOn(base));
    }

    private boolean hasLostItsBase() {
        return dependencies().stream().anyMatch(ItemRun::isFailed);
    }

    private boolean isUndone() {
        return undone;
    }
}
