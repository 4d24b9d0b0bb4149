package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.order.CompensationReport.Line;
import dev.turnup.order.OrderLoad.Entry;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries one step to its end by the step protocol: apply, and if it must be, undo and proof. */
final class StepRun {
    private static final int PROOFS_BEFORE_FALLOUT = 3;

    private final OrderRun order;
    private final PlannedStep step;
    private final StepLog log;
    private final StepCaller caller;
    private final List<Line> leftBehind;
    private boolean begun;
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
        this.step = step;
        this.log = new StepLog(order, item, step);
        this.caller = new StepCaller(order, item, step, log);
        this.begun = log.before().isPresent();
        this.leftBehind = new ArrayList<>(order.journal().residue(log.id()));
        leftBehind.stream()
                .filter(line -> line.key().equals(log.key()))
                .findFirst()
                .ifPresent(line -> {
                    leftBehind.remove(line);
                    residue = line.remark();
                });
    }

    void mayHaveBegun(List<String> steps) {
        begun |= steps.contains(log.id());
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
        log.before()
                .map(Entry::change)
                .ifPresent(changes -> change(changes, stopping)); // an operator's, which the last run didn't finish
        while (!stopping.get()) {
            Outcome outcome = log.left(Verb.APPLY).orElseGet(() -> settled(stopping));
            Optional<End> end = switch (outcome) {
                case Outcome.Done done -> {
                    log.done(done.answer());
                    yield Optional.of(End.DONE);
                }
                case Outcome.Waiting waiting -> Optional.of(End.STOPPED);
                case Outcome.Refused refused
                when step.phase() == Phase.PROVISION -> Optional.of(fails(refused.code(), refused.message()));
                case Outcome.Refused refused -> decided(refused.code(), refused.message(), stopping);
                case Outcome.Unknown unknown -> decided(unknown.code(), unknown.message(), stopping);
            };
            if (end.isPresent()) {
                return end.get();
            }
        }
        return End.STOPPED;
    }

    /** What takes another step's effect back is done when nothing of it is seen any more. */
    private Outcome settled(Supplier<Boolean> stopping) {
        Outcome outcome = caller.settle(Verb.APPLY, stopping);
        for (int proofs = 1; step.takesBack() != null && outcome instanceof Outcome.Done; proofs++) {
            Presence presence = caller.probe();
            if (presence == Presence.ABSENT) {
                return outcome;
            }
            if (proofs == PROOFS_BEFORE_FALLOUT) {
                return new Outcome.Unknown(FailureCode.UNDO_UNPROVEN, stillSeen(presence));
            }
            outcome = caller.settle(Verb.APPLY, stopping);
        }
        return outcome;
    }

    private String stillSeen(Presence presence) {
        return step.title() + ": after its undo it is still " + presence.name().toLowerCase(Locale.ROOT);
    }

    /** Whether an earlier run of this workflow did it. */
    boolean isDoneAlready() {
        return log.before()
                .filter(entry -> entry.verb() == Verb.APPLY)
                .filter(entry -> entry.state() == StepState.done || entry.state() == StepState.skipped)
                .isPresent();
    }

    /** Whether an earlier run of this workflow has begun to take it back, and not to begin it anew with other input. */
    boolean isBeingTakenBack() {
        return log.before()
                .filter(entry -> entry.verb() == Verb.RELEASE && entry.change() == null)
                .isPresent();
    }

    private End fails(FailureCode code, String message) {
        failure = new Failure(log.id(), code, message);
        log.refused(failure);
        return End.FAILED;
    }

    /** Fallout: how the step ends by an operator's decision, empty where it is tried again. */
    private Optional<End> decided(FailureCode code, String message, Supplier<Boolean> stopping) {
        Optional<Decision> decision = decision(Verb.APPLY, code, message, stopping, this::canFollow);
        if (decision.isEmpty()) {
            return Optional.of(End.STOPPED);
        }
        JsonNode input = decision.get().input();
        switch (decision.get().action()) {
            case RETRY -> caller.waitAnew();
            case RETRY_CHANGED -> change(Objects.requireNonNull(input), stopping);
            case SKIP -> {
                log.skipped(Objects.requireNonNull(input));
                return Optional.of(End.DONE);
            }
            case CANCEL -> {
                return Optional.of(
                        order.isCancelled()
                                ? End.STOPPED
                                : fails(FailureCode.FAILED_BY_OPERATOR, "an operator gave the item up"));
            }
            case ACCEPT, UNKNOWN -> {}
        }
        return Optional.empty();
    }

    /** A cancel is followed by trying: somebody may have been quicker. */
    private boolean canFollow(Decision decision) {
        return switch (decision.action()) {
            case RETRY -> true;
            case RETRY_CHANGED -> step.undoable() && mayChange(decision.input());
            case SKIP -> step.skippable() && decision.input() != null;
            case CANCEL -> isGivenUpAlone() || order.cancel(decision);
            case ACCEPT, UNKNOWN -> false;
        };
    }

    private boolean mayChange(@Nullable JsonNode input) {
        return input instanceof ObjectNode changes
                && !changes.isEmpty()
                && changes.properties().stream()
                        .allMatch(change -> step.changeable().containsKey(change.getKey()));
    }

    /** Where something of the order is active already, a cancel concerns this item only. */
    private boolean isGivenUpAlone() {
        return step.phase() == Phase.PROVISION && order.hasCommitted();
    }

    /** Takes the step back, and begins it anew with other input once that is proven. */
    private void change(JsonNode changes, Supplier<Boolean> stopping) {
        undo(); // with the decision written before: if this run ends in the middle of it, the next one knows
        Line line = prove();
        if (!line.gone()) {
            if (residue == null) {
                return; // handing over
            }
            leftBehind.add(line);
            residue = null;
        }
        if (stopping.get()) {
            return;
        }
        ObjectNode changed = log.desired().deepCopy();
        changed.setAll((ObjectNode) changes);
        Map<String, JsonNode> ordered = new LinkedHashMap<>();
        changes.properties()
                .forEach(change ->
                        ordered.put(Objects.requireNonNull(step.changeable().get(change.getKey())), change.getValue()));
        StepKey next = order.database().regenerate(new Regenerate(order.tenant(), log.key(), changed, ordered));
        log.begin(next, changed);
        caller.forgetWaiting();
    }

    /** Takes the step back; returns when that is done, or is accepted as residue. */
    void undo() {
        order.journal().flush(); // the order's events tell the undos in their order
        while (residue == null) {
            Outcome outcome = log.left(Verb.RELEASE).orElseGet(() -> caller.settle(Verb.RELEASE, order::isHandingOver));
            switch (outcome) {
                case Outcome.Done done -> {
                    log.done(done.answer());
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

    /** What was seen of this and of earlier generations after their undo. */
    List<Line> proofs() {
        List<Line> lines = new ArrayList<>(leftBehind);
        lines.add(prove());
        return lines;
    }

    /** Sees with its own eyes that nothing is left, also of an attempt that landed late. */
    private Line prove() {
        for (int proofs = 1; residue == null && !order.isHandingOver(); proofs++) {
            if (log.mayLandLate()) {
                Workflow.sleep(step.lateLanding());
            }
            Presence presence = caller.probe();
            if (presence == Presence.ABSENT) {
                return new Line(log.key(), step.taskQueue(), true, "");
            }
            if (proofs < PROOFS_BEFORE_FALLOUT || mayUndoAgain(FailureCode.UNDO_UNPROVEN, stillSeen(presence))) {
                undo();
            }
        }
        return new Line(log.key(), step.taskQueue(), false, String.valueOf(residue));
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
        residue =
                CompensationReport.remark(decision.get().actor(), decision.get().reason());
        log.residue();
        return false;
    }

    private static boolean canFollowInUndo(Decision decision) {
        return decision.action() == Decision.Action.RETRY || decision.action() == Decision.Action.ACCEPT;
    }

    /** Fallout: waits for a decision that can be followed, and keeps them all; empty when something else stopped it. */
    private Optional<Decision> decision(
            Verb verb, FailureCode code, String message, Supplier<Boolean> stopping, Predicate<Decision> canFollow) {
        Optional<String> known = log.holds(verb, new Failure(log.id(), code, message));
        for (Decision early : order.inbox().takeDecisions(log.id())) {
            if (known.isPresent() && known.get().equals(early.fallout())) {
                order.inbox().put(early);
            } else {
                taken(early, false); // about an earlier fallout: a reset tells them again
            }
        }
        Optional<Decision> followed = Optional.empty();
        while (followed.isEmpty() && !(stopping.get() && !order.inbox().hasDecision(log.id()))) {
            Workflow.await(() -> order.inbox().hasDecision(log.id()) || stopping.get());
            Optional<Decision> decision = order.inbox().takeDecision(log.id());
            followed = decision.filter(any -> isAbout(known, any)).filter(canFollow);
            boolean accepted = followed.isPresent();
            decision.ifPresent(any -> taken(any, accepted));
        }
        if (followed.isPresent()) {
            log.goesOn();
        } else {
            order.view().goesOn(log.id());
        }
        return followed;
    }

    private static boolean isAbout(Optional<String> entry, Decision decision) {
        return entry.isEmpty() || decision.fallout() == null || entry.get().equals(decision.fallout());
    }

    private void taken(Decision decision, boolean accepted) {
        order.journal().decision(new DecisionTaken(log.key(), decision, accepted, log.desired()));
    }
}
