package dev.turnup.step;

/** What an adapter throws when a step did not end as planned; every other exception counts as {@link FailureCode#UNKNOWN}. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    /** @param message one sentence for the operator and the customer: no secret and no contact data in it */
    public StepFailure(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    public StepFailure(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }
}
