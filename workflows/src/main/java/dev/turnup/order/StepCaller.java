package dev.turnup.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.order.RecordBatch.StepChange;
import dev.turnup.plan.Placement;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepAnswer;
import dev.turnup.step.StepKey;
import dev.turnup.step.StepRequest;
import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls one step's adapter until it knows how the call ended, and keeps the journal of it. */
final class StepCaller {
    private final OrderRun order;
    private final PlannedItem item;
    private final PlannedStep step;
    private StepKey key;
    private JsonNode desired;
    private boolean repeated;
    private @Nullable Instant waitingSince;
    private Instant patience = Instant.EPOCH;
    private Verb verb = Verb.APPLY;
    private Verb waitedIn = Verb.APPLY;
    private boolean wasHeld;

    StepCaller(OrderRun order, PlannedItem item, PlannedStep step) {
        this.order = order;
        this.item = item;
        this.step = step;
        this.key = new StepKey(order.id(), item.id(), step.name(), 1);
        this.desired = step.desired();
        order.journal().entry(id()).ifPresent(entry -> {
            key = new StepKey(order.id(), item.id(), step.name(), entry.generation());
            desired = entry.desired();
            // a call that was under way when the last run ended may still take effect
            repeated = entry.repeated() || entry.state() == StepState.running;
            waitingSince = entry.waitingSince();
            patience = Objects.requireNonNullElse(entry.waitUntil(), patience);
            waitedIn = entry.verb();
            wasHeld = entry.state() == StepState.held;
        });
    }

    StepKey key() {
        return key;
    }

    JsonNode desired() {
        return desired;
    }

    /** A new generation; the last one is proven to be gone. */
    void begin(StepKey next, JsonNode changed) {
        key = next;
        desired = changed;
        repeated = false;
        forgetWaiting();
    }

    private void forgetWaiting() {
        waitingSince = null;
        patience = Instant.EPOCH;
    }

    /** Whether an attempt whose answer was lost may still take effect. */
    boolean mayLandLate() {
        return repeated && step.lateLanding().isPositive();
    }

    /** An operator grants the party as long again as it had. */
    void waitAnew() {
        if (waitingSince != null) {
            patience = now().plus(Duration.between(waitingSince, now()));
        }
    }

    /** Calls, waits for third parties, and probes what is not known. Waiting comes back only when it was stopped. */
    Outcome settle(Verb wanted, Supplier<Boolean> stopping) {
        verb = wanted;
        if (waitedIn != wanted) {
            waitedIn = wanted;
            forgetWaiting();
        }
        itemIs(ItemState.inProgress);
        for (boolean probed = false; ; ) {
            Outcome outcome = call();
            if (outcome instanceof Outcome.Waiting waiting) {
                Wait wait = Objects.requireNonNull(waiting.answer().pending());
                if (!deadline(wait).isAfter(now())) {
                    return new Outcome.Unknown(
                            FailureCode.WAIT_EXPIRED, wait.party().label() + " did not act: " + wait.action());
                }
                await(waiting.answer(), wait, stopping);
                if (stopping.get()) {
                    return outcome;
                }
            } else if (outcome instanceof Outcome.Unknown unknown && !probed && isThere(unknown)) {
                probed = true;
            } else {
                return outcome;
            }
        }
    }

    /** After an unknown outcome: whether asking once more will bring the receipt. */
    private boolean isThere(Outcome.Unknown unknown) {
        repeated = true;
        if (verb != Verb.APPLY || unknown.code() == FailureCode.NO_WORKER) { // nobody could look either
            return false;
        }
        Presence presence = probe();
        return presence == Presence.PRESENT || presence == Presence.PENDING;
    }

    private Instant deadline(Wait wait) {
        return wait.until().isAfter(patience) ? wait.until() : patience;
    }

    private Outcome call() {
        StepRequest request = request();
        if (step.placement() == Placement.INLINE) {
            ActivityStub local = Workflow.newUntypedLocalActivityStub(ActivityProfiles.inline(summary()));
            Outcome outcome = call(local, request);
            if (!(outcome instanceof Outcome.Unknown unknown) || !isTransient(unknown.code())) {
                return outcome;
            }
        } else {
            record(StepState.running, request, null, null, null);
        }
        return call(Workflow.newUntypedActivityStub(ActivityProfiles.queued(step, summary())), request);
    }

    private Outcome call(ActivityStub stub, StepRequest request) {
        try {
            StepAnswer answer = stub.execute(verb.activityType(step.capability()), StepAnswer.class, request);
            repeated |= answer.attempt() > 1;
            return Outcome.of(verb, answer);
        } catch (DataConverterException notOurs) { // `temporal activity complete`, or an adapter in another language
            return new Outcome.Unknown(FailureCode.RECEIPT_MISMATCH, "the answer is not understood");
        } catch (ActivityFailure failure) {
            repeated |= !isFirstAttempt(failure);
            return Outcome.of(failure);
        }
    }

    /** A refusal says nothing of the attempts before it; adapters in other languages may not tell. */
    private static boolean isFirstAttempt(ActivityFailure failure) {
        return failure.getCause() instanceof ApplicationFailure application
                && application.getDetails().getSize() > 0
                && Objects.equals(application.getDetails().get(0, Integer.class), 1);
    }

    private static boolean isTransient(FailureCode code) {
        return code.category() == FailureCode.Category.TRANSIENT;
    }

    /** Looks, and takes a failure to look for not knowing. */
    Presence probe() {
        Verb before = verb;
        verb = Verb.PROBE;
        try {
            ActivityStub stub = step.placement() == Placement.INLINE
                    ? Workflow.newUntypedLocalActivityStub(ActivityProfiles.inline(summary()))
                    : Workflow.newUntypedActivityStub(ActivityProfiles.queued(step, summary()));
            StepAnswer answer = stub.execute(verb.activityType(step.capability()), StepAnswer.class, request());
            return Objects.requireNonNullElse(answer.presence(), Presence.UNCLEAR);
        } catch (ActivityFailure | DataConverterException failure) {
            return Presence.UNCLEAR;
        } finally {
            verb = before;
        }
    }

    private void await(StepAnswer answer, Wait wait, Supplier<Boolean> stopping) {
        if (waitingSince == null) {
            waitingSince = now();
        }
        Instant until = deadline(wait);
        record(StepState.waiting, request(), answer, new Wait(wait.party(), wait.action(), until), null);
        order.view().waits(id(), wait.party().label(), wait.action(), until);
        itemIs(ItemState.pending);
        CompletablePromise<Boolean> expired = Workflow.newPromise();
        CancellationScope timer = Workflow.newCancellationScope(() -> expired.completeFrom(Workflow.newTimer(
                        Duration.between(now(), until),
                        TimerOptions.newBuilder()
                                .setSummary(id() + " waits for " + wait.party().label() + ": " + wait.action())
                                .build())
                .handle((nothing, cancelled) -> true)));
        timer.run();
        Workflow.await(() -> order.inbox().isAwake(id()) || expired.isCompleted() || stopping.get());
        timer.cancel("the wait is over");
        order.inbox().sleepAgain(id());
        order.view().goesOn(id());
        itemIs(ItemState.inProgress);
    }

    void hold(Verb held, Failure failure) {
        verb = held;
        wasHeld = true;
        record(StepState.held, request(), null, null, failure);
        order.view().held(id(), failure.code(), failure.message());
        itemIs(ItemState.held);
    }

    /** An undo leaves the item's state as it is. */
    private void itemIs(ItemState state) {
        if (verb == Verb.APPLY) {
            order.journal().item(item.id(), state);
        }
    }

    /** Steps on our own database have written their receipt themselves, in the transaction that earned it. */
    void done(StepAnswer answer) {
        if (verb == Verb.APPLY && answer.receipt() != null) {
            order.journal().receipt(id(), answer.receipt());
        }
        if (step.placement() == Placement.QUEUED || wasHeld) {
            record(StepState.done, null, answer, null, null);
        }
        itemIs(ItemState.inProgress);
    }

    void skip(Decision decision) {
        JsonNode evidence = Objects.requireNonNullElse(decision.input(), Json.tree(Map.of()));
        order.journal().receipt(id(), evidence);
        order.journal().step(change(StepState.skipped, null, null, null, null, evidence));
        itemIs(ItemState.inProgress);
    }

    void record(StepState state, @Nullable Failure failure) {
        record(state, null, null, null, failure);
    }

    private void record(
            StepState state,
            @Nullable StepRequest request,
            @Nullable StepAnswer answer,
            @Nullable Wait wait,
            @Nullable Failure failure) {
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

    private StepRequest request() {
        Map<String, JsonNode> earlier = new LinkedHashMap<>(step.given());
        step.inputs().forEach((alias, from) -> {
            JsonNode receipt = order.journal().receipt(from);
            if (receipt != null) {
                earlier.put(alias, receipt);
            }
        });
        return new StepRequest(step.adapter(), key, order.tenant(), desired, earlier);
    }

    private String summary() {
        String place = step.place().isEmpty() ? "" : " · " + step.place();
        String undo = verb == Verb.APPLY ? "" : verb == Verb.RELEASE ? "Undo: " : "Probe: ";
        return item.id() + " · " + undo + step.title() + place;
    }

    private String id() {
        return item.id() + "/" + step.name();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
