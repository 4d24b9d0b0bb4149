package dev.turnup.order;

import dev.turnup.plan.Placement;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepAnswer;
import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/** Calls one step's adapter until it knows how the call ended. */
final class StepCaller {
    private final OrderRun order;
    private final PlannedItem item;
    private final PlannedStep step;
    private final StepLog log;
    private final Patience patience;

    StepCaller(OrderRun order, PlannedItem item, PlannedStep step, StepLog log) {
        this.order = order;
        this.item = item;
        this.step = step;
        this.log = log;
        this.patience = log.before().map(Patience::new).orElseGet(Patience::new);
    }

    void forgetWaiting() {
        patience.forget();
    }

    /** An operator grants the party as long again as it had. */
    void waitAnew() {
        patience.waitAnew(now());
    }

    /** Calls, waits for third parties, and probes what is not known. Waiting comes back only when it was stopped. */
    Outcome settle(Verb verb, Supplier<Boolean> stopping) {
        patience.begin(verb);
        log.calls(verb);
        for (boolean probed = false; ; ) {
            Outcome outcome = call(verb);
            if (outcome instanceof Outcome.Waiting waiting) {
                Wait wait = Objects.requireNonNull(waiting.answer().pending());
                Instant until = patience.deadline(wait);
                if (!until.isAfter(now())) {
                    return new Outcome.Unknown(
                            FailureCode.WAIT_EXPIRED, wait.party().label() + " did not act: " + wait.action());
                }
                await(waiting.answer(), new Wait(wait.party(), wait.action(), until), stopping);
                if (stopping.get()) {
                    return outcome;
                }
            } else if (outcome instanceof Outcome.Unknown unknown && !probed && isThere(verb, unknown)) {
                probed = true;
            } else {
                return outcome;
            }
        }
    }

    /** After an unknown outcome: whether asking once more will bring the receipt. */
    private boolean isThere(Verb verb, Outcome.Unknown unknown) {
        log.repeated(true);
        if (verb != Verb.APPLY || step.takesBack() != null || unknown.code() == FailureCode.NO_WORKER) {
            return false; // a release is made again anyway; without a worker nobody could look either
        }
        Presence presence = probe();
        return presence == Presence.PRESENT || presence == Presence.PENDING;
    }

    private Outcome call(Verb verb) {
        if (step.placement() == Placement.INLINE) {
            Outcome outcome = order.journal().during(() -> call(verb, local(verb)));
            if (!(outcome instanceof Outcome.Unknown unknown) || !isTransient(unknown.code())) {
                return outcome;
            }
        }
        log.running();
        return call(verb, queued(verb));
    }

    private Outcome call(Verb verb, ActivityStub stub) {
        try {
            StepAnswer answer = execute(verb, stub);
            log.repeated(answer.attempt() > 1);
            return Outcome.of(verb, answer);
        } catch (DataConverterException notOurs) { // `temporal activity complete`, or an adapter in another language
            return new Outcome.Unknown(FailureCode.RECEIPT_MISMATCH, "the answer is not understood");
        } catch (ActivityFailure failure) {
            log.repeated(!isFirstAttempt(failure));
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
        try {
            StepAnswer answer = step.placement() == Placement.INLINE
                    ? order.journal().during(() -> execute(Verb.PROBE, local(Verb.PROBE)))
                    : execute(Verb.PROBE, queued(Verb.PROBE));
            return Objects.requireNonNullElse(answer.presence(), Presence.UNCLEAR);
        } catch (ActivityFailure | DataConverterException failure) {
            return Presence.UNCLEAR;
        }
    }

    private StepAnswer execute(Verb verb, ActivityStub stub) {
        Verb called = verb == Verb.APPLY && step.takesBack() != null ? Verb.RELEASE : verb;
        return stub.execute(called.activityType(step.capability()), StepAnswer.class, log.request());
    }

    private ActivityStub local(Verb verb) {
        return Workflow.newUntypedLocalActivityStub(ActivityProfiles.inline(summary(verb)));
    }

    private ActivityStub queued(Verb verb) {
        return Workflow.newUntypedActivityStub(ActivityProfiles.queued(step, summary(verb)));
    }

    private void await(StepAnswer answer, Wait wait, Supplier<Boolean> stopping) {
        patience.waits(now());
        log.waits(answer, wait);
        TimedWait.until(
                () -> order.inbox().isAwake(log.id()) || stopping.get(),
                Duration.between(now(), wait.until()),
                log.id() + " waits for " + wait.party().label() + ": " + wait.action());
        order.inbox().sleepAgain(log.id());
        log.goesOn();
    }

    private String summary(Verb verb) {
        String place = step.place().isEmpty() ? "" : " · " + step.place();
        String undo = verb == Verb.APPLY ? "" : verb == Verb.RELEASE ? "Undo: " : "Probe: ";
        return item.id() + " · " + undo + step.title() + place;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
