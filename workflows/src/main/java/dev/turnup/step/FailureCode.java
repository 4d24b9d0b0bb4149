package dev.turnup.step;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * Why a step did not end as planned. One list for all: the name is the Temporal failure type, the metric label, the API's
 * error code and the heading in docs/operations.md.
 */
public enum FailureCode {
    /** The system could not be reached or broke off; what it did is not known. */
    UNREACHABLE(Category.TRANSIENT),
    /** The system asked for fewer calls. */
    THROTTLED(Category.TRANSIENT),
    /** The answer did not come in time; what was done is not known. */
    TIMEOUT(Category.TRANSIENT),
    /** Our own database was busy or away. */
    DATABASE_BUSY(Category.TRANSIENT),

    /** The place cannot have this service. */
    NOT_SERVICEABLE(Category.REFUSAL),
    /** No free unit of what was asked for. */
    NO_CAPACITY(Category.REFUSAL),
    /** A value that was asked for by name (a VLAN, an ASN) belongs to somebody else. */
    ALREADY_TAKEN(Category.REFUSAL),
    /** The provider knows no such key, account or circuit, or it is used up. */
    KEY_REFUSED(Category.REFUSAL),
    /** The provider refuses the request as it is. */
    PROVIDER_REFUSED(Category.REFUSAL),
    /** The third party said no. */
    PARTY_REFUSED(Category.REFUSAL),
    /** The step was taken back before this call arrived; nothing was done. */
    STEP_UNDONE(Category.REFUSAL),

    /** The third party did not act until the deadline. */
    WAIT_EXPIRED(Category.UNCLEAR),
    /** No worker took the step until its due date. */
    NO_WORKER(Category.UNCLEAR),
    /** The receipt contradicts the plan. */
    RECEIPT_MISMATCH(Category.UNCLEAR),
    /** What was taken back is still seen there. */
    UNDO_UNPROVEN(Category.UNCLEAR),
    /** The order's workflow is missing, terminated or failed. */
    WORKFLOW_LOST(Category.UNCLEAR),
    /** An operator failed the activity by hand, or gave the item up. */
    FAILED_BY_OPERATOR(Category.UNCLEAR),
    /** An adapter broke in a way that it does not name; its log tells more. */
    @JsonEnumDefaultValue
    UNKNOWN(Category.UNCLEAR);

    /** What follows from a failure. */
    public enum Category {
        /** Retried with backoff, bounded; then probed; then fallout. */
        TRANSIENT,
        /** The item fails. */
        REFUSAL,
        /** A person decides. */
        UNCLEAR
    }

    private final Category category;

    FailureCode(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }

    /** Whether the same call may succeed when it is made again. */
    public boolean retryable() {
        return category == Category.TRANSIENT || this == UNKNOWN;
    }

    /** As people read it: {@code NO_CAPACITY} is "no capacity". */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The code of a Temporal failure type; UNKNOWN for a type that is none of ours. */
    public static FailureCode ofType(String type) {
        return Arrays.stream(values())
                .filter(code -> code.name().equals(type))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
