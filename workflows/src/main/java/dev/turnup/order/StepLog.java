package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.order.OrderLoad.Entry;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.order.RecordBatch.StepChange;
import dev.turnup.plan.Placement;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.step.StepAnswer;
import dev.turnup.step.StepKey;
import dev.turnup.step.StepRequest;
import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one step, and what the journal and the operators are told of it. */
final class StepLog {
    private final OrderRun order;
    private final PlannedItem item;
    private final PlannedStep step;
    private StepKey key;
    private JsonNode desired;
    private Verb verb = Verb.APPLY;
    private boolean repeated;
    /** The end of what the workflow has written of is the workflow's to write, too. */
    private boolean written;

    private @Nullable Entry left;

    StepLog(OrderRun order, PlannedItem item, PlannedStep step) {
        this.order = order;
        this.item = item;
        this.step = step;
        this.key = new StepKey(order.id(), item.id(), step.name(), 1);
        this.desired = step.desired();
        before().ifPresent(entry -> {
            key = new StepKey(order.id(), item.id(), step.name(), entry.generation());
            desired = entry.desired();
            // a call that was under way when the last run ended may still take effect
            repeated = entry.repeated() || entry.state() == StepState.running;
            written = entry.state() != StepState.done;
            left = entry.state() == StepState.held || entry.state() == StepState.refused ? entry : null;
        });
    }

    /** {@code item/step} */
    String id() {
        return item.id() + "/" + step.name();
    }

    StepKey key() {
        return key;
    }

    JsonNode desired() {
        return desired;
    }

    Verb verb() {
        return verb;
    }

    /** What an earlier run of this workflow has left. */
    Optional<Entry> before() {
        return order.journal().entry(id());
    }

    /** How it ended in an earlier run: in fallout nobody has decided yet, and a refusal stands, so nothing is called. */
    Optional<Outcome> left(Verb wanted) {
        Entry entry = left;
        Failure why = entry == null || entry.verb() != wanted ? null : entry.failure();
        if (entry == null || why == null) {
            return Optional.empty();
        }
        return Optional.of(
                entry.state() == StepState.held
                        ? new Outcome.Unknown(why.code(), why.message())
                        : new Outcome.Refused(why.code(), why.message()));
    }

    /** A new generation; the last one is proven to be gone. */
    void begin(StepKey next, JsonNode changed) {
        key = next;
        desired = changed;
        repeated = false;
        verb = Verb.APPLY;
    }

    void calls(Verb wanted) {
        verb = wanted;
        itemIs(ItemState.inProgress);
    }

    /** An attempt's answer was lost: it may still take effect. */
    void repeated(boolean lost) {
        repeated |= lost;
    }

    boolean mayLandLate() {
        return repeated && step.lateLanding().isPositive();
    }

    StepRequest request() {
        Map<String, JsonNode> earlier = new LinkedHashMap<>(step.given());
        step.inputs().forEach((alias, from) -> {
            JsonNode receipt = order.journal().receipt(from);
            if (receipt != null) {
                earlier.put(alias, receipt);
            }
        });
        StepKey subject = Objects.requireNonNullElse(step.takesBack(), key);
        return new StepRequest(step.adapter(), subject, order.tenant(), desired, earlier);
    }

    void running() {
        write(StepState.running, request(), null, null, null);
    }

    void waits(StepAnswer answer, Wait wait) {
        write(StepState.waiting, request(), answer, wait, null);
        order.view().waits(id(), wait.party().label(), wait.action(), wait.until());
        itemIs(ItemState.pending);
    }

    void goesOn() {
        order.view().goesOn(id());
        itemIs(ItemState.inProgress);
    }

    /** Goes to fallout; the inbox's entry where it is there since an earlier run. */
    Optional<String> holds(Verb inVerb, Failure failure) {
        Entry before = left;
        boolean news = before == null || before.verb() != inVerb;
        left = null;
        verb = inVerb;
        if (news) {
            write(StepState.held, request(), null, null, failure);
        }
        order.view().held(id(), failure.code(), failure.message());
        itemIs(ItemState.held);
        return news || before == null ? Optional.empty() : Optional.ofNullable(before.fallout());
    }

    /**
     * Steps on our own database have written their receipt themselves, in the transaction that earned it; one that takes
     * another's effect back has written it there.
     */
    void done(StepAnswer answer) {
        if (verb == Verb.APPLY && answer.receipt() != null) {
            order.journal().receipt(id(), answer.receipt());
        }
        if (step.placement() == Placement.QUEUED || written || step.takesBack() != null) {
            write(StepState.done, null, answer, null, null);
        }
        itemIs(ItemState.inProgress);
    }

    void skipped(JsonNode evidence) {
        order.journal().receipt(id(), evidence);
        order.journal().step(change(StepState.skipped, null, null, null, null, evidence));
        itemIs(ItemState.inProgress);
    }

    void refused(Failure failure) {
        write(StepState.refused, null, null, null, failure);
    }

    /** What its undo has left is accepted. */
    void residue() {
        write(StepState.residue, null, null, null, null);
    }

    /** An undo leaves the item's state as it is. */
    private void itemIs(ItemState state) {
        if (verb == Verb.APPLY) {
            order.journal().item(item.id(), state);
        }
    }

    private void write(
            StepState state,
            @Nullable StepRequest request,
            @Nullable StepAnswer answer,
            @Nullable Wait wait,
            @Nullable Failure failure) {
        written = true;
        JsonNode receipt = answer == null ? null : answer.receipt();
        order.journal().step(change(state, request, answer, wait, failure, receipt));
    }

    private StepChange change(
            StepState state,
            @Nullable StepRequest request,
            @Nullable StepAnswer answer,
            @Nullable Wait wait,
            @Nullable Failure failure,
            @Nullable JsonNode receipt) {
        return new StepChange(
                key,
                step.taskQueue(),
                verb,
                state,
                answer == null ? 0 : answer.attempt(),
                answer == null ? null : answer.startedAt(),
                answer == null ? null : answer.endedAt(),
                receipt,
                wait,
                failure,
                request,
                repeated);
    }
}
