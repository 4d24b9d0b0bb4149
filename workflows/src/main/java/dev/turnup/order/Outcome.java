package dev.turnup.order;

import dev.turnup.step.FailureCode;
import dev.turnup.step.StepAnswer;
import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Objects;

/** How a call to an adapter ended: three ways, and a wait. */
sealed interface Outcome {

    /** It is so. */
    record Done(StepAnswer answer) implements Outcome {}

    /** Somebody has to act first. */
    record Waiting(StepAnswer answer) implements Outcome {}

    /** The system said no, and did nothing. */
    record Refused(FailureCode code, String message) implements Outcome {}

    /** What was done is not known. */
    record Unknown(FailureCode code, String message) implements Outcome {}

    /** An answer that a step can't go on with is as good as none. */
    static Outcome of(Verb verb, StepAnswer answer) {
        Wait pending = answer.pending();
        if (pending != null && pending.party() != null && pending.action() != null && pending.until() != null) {
            return new Waiting(answer);
        }
        if (pending != null || (verb == Verb.APPLY && answer.receipt() == null)) {
            return new Unknown(FailureCode.RECEIPT_MISMATCH, "the answer has no receipt and no complete wait");
        }
        return new Done(answer);
    }

    /** The one place where Temporal's failures become ours. */
    static Outcome of(ActivityFailure failure) {
        return switch (failure.getCause()) {
            case ApplicationFailure application -> of(application);
            case TimeoutFailure timeout
            when timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START ->
                new Unknown(FailureCode.NO_WORKER, "no worker took it in time");
            case TimeoutFailure timeout -> new Unknown(FailureCode.TIMEOUT, "the answer did not come in time");
            case null, default ->
                new Unknown(FailureCode.UNKNOWN, Objects.requireNonNullElse(failure.getMessage(), "no reason given"));
        };
    }

    private static Outcome of(ApplicationFailure failure) {
        // `temporal activity fail` gives an empty type
        FailureCode code = failure.getType() == null || failure.getType().isEmpty()
                ? FailureCode.FAILED_BY_OPERATOR
                : FailureCode.ofType(failure.getType());
        String message = Objects.requireNonNullElse(failure.getOriginalMessage(), code.label());
        return code.category() == FailureCode.Category.REFUSAL
                ? new Refused(code, message)
                : new Unknown(code, message);
    }
}
