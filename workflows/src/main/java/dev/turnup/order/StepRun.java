package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.order.CompensationReport.Line;
import dev.turnup.order.RecordBatch.DecisionTaken;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.plan.Phase;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepKey;
import dev.turnup.step.Verb;
import io.temporal.workflow.Workflow;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries one step to its end by the step protocol: apply, and if it must be, undo and proof. */
final class StepRun {
    private static final int PROOFS_BEFORE_FALLOUT = 3;

    private final OrderRun order;
    private final PlannedItem item;
    private final PlannedStep step;
    private final StepCaller caller;
    private boolean begun;
    private boolean skipped;
    private @Nullable Failure failure;
    private @Nullable String residue;

    /** How an apply ended. */
    enum End {
        DONE,
        /** Something else stopped it: a cancel, a failed sibling, a hand-over. */
        STOPPED,
        FAILED
    }

    StepRun(OrderRun order, PlannedItem item, PlannedStep step) {
        this.order = order;
        this.item = item;
        this.step = step;
        this.caller = new StepCaller(order, item, step);
        this.begun = order.journal().entry(id()).isPresent();
    }

    /** From the instant before its first call on; an earlier run of this workflow counts. */
    boolean mustBeUndone() {
        return step.undoable() && begun;
    }

    boolean isSoftPointOfNoReturn() {
        return step.softPointOfNoReturn();
    }

    /** Why it failed; only after {@link End#FAILED}. */
    Failure failure() {
        return Objects.requireNonNull(failure);
    }

    End apply(Supplier<Boolean> stopping) {
        if (isDoneAlready()) {
            return End.DONE;
        }
        begun = true;
        while (true) {
            Outcome outcome = caller.settle(Verb.APPLY, stopping);
            switch (outcome) {
                case Outcome.Done done -> {
                    caller.done(done.answer());
                    return End.DONE;
                }
                case Outcome.Waiting waiting -> {
                    return End.STOPPED;
                }
                case Outcome.Refused refused
                when step.phase() == Phase.PROVISION -> {
                    failure = new Failure(id(), refused.code(), refused.message());
                    caller.record(StepState.refused, failure);
                    return End.FAILED;
                }
                case Outcome.Refused refused -> {
                    if (!mayRetry(refused.code(), refused.message(), stopping)) {
                        return skipped ? End.DONE : End.STOPPED;
                    }
                }
                case Outcome.Unknown unknown -> {
                    if (!mayRetry(unknown.code(), unknown.message(), stopping)) {
                        return skipped ? End.DONE : End.STOPPED;
                    }
                }
            }
        }
    }

    private boolean isDoneAlready() {
        return order.journal()
                .entry(id())
                .filter(entry -> entry.verb() == Verb.APPLY)
                .filter(entry -> entry.state() == StepState.done || entry.state() == StepState.skipped)
                .isPresent();
    }

    /** Fallout: true to try again, false when it was skipped or something else stopped it. */
    private boolean mayRetry(FailureCode code, String message, Supplier<Boolean> stopping) {
        while (true) {
            Optional<Decision> decision = decided(Verb.APPLY, code, message, stopping);
            if (decision.isEmpty()) {
                return false;
            }
            switch (decision.get().action()) {
                case RETRY -> {
                    taken(decision.get(), true);
                    caller.waitAnew();
                    return true;
                }
                case RETRY_CHANGED -> {
                    taken(decision.get(), true);
                    changeInput(decision.get());
                    return true;
                }
                case SKIP -> {
                    taken(decision.get(), step.skippable());
                    if (step.skippable()) {
                        skipped = true;
                        caller.skip(decision.get());
                        return false;
                    }
                }
                case CANCEL -> {
                    taken(decision.get(), true);
                    order.cancel(decision.get());
                }
                case ACCEPT, UNKNOWN -> taken(decision.get(), false);
            }
        }
    }

    private void changeInput(Decision decision) {
        undo();
        prove();
        JsonNode changed = caller.desired().deepCopy();
        if (changed instanceof ObjectNode object && decision.input() instanceof ObjectNode changes) {
            object.setAll(changes);
        }
        StepKey next = order.database().regenerate(new Regenerate(order.tenant(), caller.key(), changed));
        caller.begin(next, changed);
    }

    /** Takes the step back; returns when that is done, or is accepted as residue. */
    void undo() {
        while (true) {
            Outcome outcome = caller.settle(Verb.RELEASE, order::isHandingOver);
            switch (outcome) {
                case Outcome.Done done -> {
                    caller.done(done.answer());
                    return;
                }
                case Outcome.Waiting waiting -> {
                    return;
                }
                case Outcome.Refused refused -> {
                    if (!mayUndoAgain(refused.code(), refused.message())) {
                        return;
                    }
                }
                case Outcome.Unknown unknown -> {
                    if (!mayUndoAgain(unknown.code(), unknown.message())) {
                        return;
                    }
                }
            }
        }
    }

    /** Sees with its own eyes that nothing is left, also of an attempt that landed late. */
    Line prove() {
        for (int proofs = 1; residue == null && !order.isHandingOver(); proofs++) {
            if (caller.mayLandLate()) {
                Workflow.sleep(step.lateLanding());
            }
            Presence presence = caller.probe();
            if (presence == Presence.ABSENT) {
                return new Line(caller.key(), step.taskQueue(), true, "");
            }
            String message = "after its undo it is still " + presence.name().toLowerCase(Locale.ROOT);
            if (proofs < PROOFS_BEFORE_FALLOUT || mayUndoAgain(FailureCode.UNDO_UNPROVEN, message)) {
                undo();
            }
        }
        return new Line(caller.key(), step.taskQueue(), false, String.valueOf(residue));
    }

    private boolean mayUndoAgain(FailureCode code, String message) {
        while (true) {
            Optional<Decision> decision = decided(Verb.RELEASE, code, message, order::isHandingOver);
            if (decision.isEmpty()) {
                return false;
            }
            switch (decision.get().action()) {
                case RETRY -> {
                    taken(decision.get(), true);
                    caller.waitAnew();
                    return true;
                }
                case ACCEPT -> {
                    taken(decision.get(), true);
                    residue = decision.get().actor() + ": " + decision.get().reason();
                    caller.record(StepState.residue, null);
                    return false;
                }
                default -> taken(decision.get(), false);
            }
        }
    }

    private Optional<Decision> decided(Verb verb, FailureCode code, String message, Supplier<Boolean> stopping) {
        caller.hold(verb, new Failure(id(), code, message));
        Workflow.await(() -> order.inbox().hasDecision(id()) || stopping.get());
        order.view().goesOn(id());
        return stopping.get() ? Optional.empty() : order.inbox().takeDecision(id());
    }

    private void taken(Decision decision, boolean accepted) {
        order.journal().decision(new DecisionTaken(caller.key(), decision, accepted, caller.desired()));
    }

    private String id() {
        return item.id() + "/" + step.name();
    }
}
