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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
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
    private final List<Line> leftBehind = new ArrayList<>();

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

    void mayHaveBegun(List<String> steps) {
        begun |= steps.contains(id());
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
        while (!stopping.get()) {
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
        return End.STOPPED;
    }

    /** Whether an earlier run of this workflow did it. */
    boolean isDoneAlready() {
        return order.journal()
                .entry(id())
                .filter(entry -> entry.verb() == Verb.APPLY)
                .filter(entry -> entry.state() == StepState.done || entry.state() == StepState.skipped)
                .isPresent();
    }

    /** Fallout: true to try again, false when it was skipped or something else stopped it. */
    private boolean mayRetry(FailureCode code, String message, Supplier<Boolean> stopping) {
        Optional<Decision> decision = decision(Verb.APPLY, code, message, stopping, this::canFollow);
        if (decision.isEmpty()) {
            return false;
        }
        switch (decision.get().action()) {
            case RETRY -> caller.waitAnew();
            case RETRY_CHANGED -> changeInput(decision.get());
            case SKIP -> {
                skipped = true;
                caller.skip(decision.get());
            }
            default -> {}
        }
        return !skipped;
    }

    /** A cancel is followed by trying: somebody may have been quicker. */
    private boolean canFollow(Decision decision) {
        return switch (decision.action()) {
            case RETRY -> true;
            case RETRY_CHANGED -> step.undoable() && !order.isHandingOver();
            case SKIP -> step.skippable() && decision.input() != null;
            case CANCEL -> order.cancel(decision);
            case ACCEPT, UNKNOWN -> false;
        };
    }

    private void changeInput(Decision decision) {
        undo();
        Line line = prove();
        if (!line.gone()) {
            if (residue == null) {
                return; // handing over
            }
            leftBehind.add(line);
            residue = null;
        }
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

    /** What is left of it: its last generation, and what of earlier ones an operator has accepted. */
    List<Line> proofs() {
        List<Line> lines = new ArrayList<>(leftBehind);
        lines.add(prove());
        return lines;
    }

    /** Sees with its own eyes that nothing is left, also of an attempt that landed late. */
    private Line prove() {
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
        Optional<Decision> decision =
                decision(Verb.RELEASE, code, message, order::isHandingOver, StepRun::canFollowInUndo);
        if (decision.isEmpty()) {
            return false;
        }
        if (decision.get().action() == Decision.Action.RETRY) {
            caller.waitAnew();
            return true;
        }
        residue = decision.get().actor() + ": " + decision.get().reason();
        caller.record(StepState.residue, null);
        return false;
    }

    private static boolean canFollowInUndo(Decision decision) {
        return decision.action() == Decision.Action.RETRY || decision.action() == Decision.Action.ACCEPT;
    }

    /** Fallout: waits for a decision that can be followed, and keeps them all; empty when something else stopped it. */
    private Optional<Decision> decision(
            Verb verb, FailureCode code, String message, Supplier<Boolean> stopping, Predicate<Decision> canFollow) {
        order.inbox().takeDecision(id()).ifPresent(late -> taken(late, false)); // it was about an earlier fallout
        caller.hold(verb, new Failure(id(), code, message));
        Optional<Decision> followed = Optional.empty();
        while (followed.isEmpty() && !(stopping.get() && !order.inbox().hasDecision(id()))) {
            Workflow.await(() -> order.inbox().hasDecision(id()) || stopping.get());
            Optional<Decision> decision = order.inbox().takeDecision(id());
            followed = decision.filter(canFollow);
            boolean accepted = followed.isPresent();
            decision.ifPresent(any -> taken(any, accepted));
        }
        order.view().goesOn(id());
        return followed;
    }

    private void taken(Decision decision, boolean accepted) {
        order.journal().decision(new DecisionTaken(caller.key(), decision, accepted, caller.desired()));
    }

    private String id() {
        return item.id() + "/" + step.name();
    }
}
