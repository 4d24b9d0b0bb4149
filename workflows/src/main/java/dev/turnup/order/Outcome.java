package dev.turnup.order;

import dev.turnup.step.FailureCode;
import dev.turnup.step.StepAnswer;
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

    static Outcome of(StepAnswer answer) {
        return answer.pending() == null ? new Done(answer) : new Waiting(answer);
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
