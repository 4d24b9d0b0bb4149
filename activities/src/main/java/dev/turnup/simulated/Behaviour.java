package dev.turnup.simulated;

import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import dev.turnup.step.Verb;
import java.time.Duration;

/**
 * Something out of the ordinary that a simulated system is told to do.
 *
 * @param verb which calls it concerns; it is passed over by others
 * @param code what a refusal says
 * @param delay how long a late request is on its way, or a virtual interface stands
 * @param times how many calls it concerns, or {@link #ALWAYS}
 */
public record Behaviour(Kind kind, Verb verb, FailureCode code, String message, Duration delay, int times) {
    public static final int ALWAYS = -1;

    /** What can be asked for. */
    public enum Kind {
        /** Nothing happens, and the system says why. */
        REFUSE(false),
        /** Nothing happens, and nobody answers. */
        UNREACHABLE(false),
        /** Nothing happens; the system asks for fewer calls. */
        THROTTLED(false),
        /** It happens, and the answer comes too late. */
        TIMEOUT_AFTER_SUCCESS(false),
        /** It happens, and the connection breaks before the answer. */
        LOST_ANSWER(false),
        /** Nobody answers, and it happens later, even when it was taken back in between. */
        LATE_LANDING(false),
        /** The customer or the field crew says no. */
        PARTY_REFUSES(true),
        /** The customer or the field crew does nothing, ever; a change is never finished. */
        NEVER_ACTS(true),
        /** The system refuses every release. */
        STUCK_RELEASE(true),
        /** The system confirms the release, and the resource stays. */
        GHOST(true),
        /** The customer's virtual interface stands in the way of a release for a while. */
        VIRTUAL_INTERFACE(true);

        private final boolean standing;

        Kind(boolean standing) {
            this.standing = standing;
        }

        /** A trait of the resource, as against the fate of single calls. */
        boolean standing() {
            return standing;
        }
    }

    public static Behaviour refuse(FailureCode code, String message) {
        return once(Kind.REFUSE, code, message);
    }

    public static Behaviour unreachable() {
        return once(Kind.UNREACHABLE, FailureCode.UNREACHABLE, "the connection broke before the request was sent");
    }

    public static Behaviour throttled() {
        return once(Kind.THROTTLED, FailureCode.THROTTLED, "too many calls; ask again later");
    }

    public static Behaviour timeoutAfterSuccess() {
        return once(Kind.TIMEOUT_AFTER_SUCCESS, FailureCode.TIMEOUT, "no answer in time");
    }

    public static Behaviour lostAnswer() {
        return once(Kind.LOST_ANSWER, FailureCode.UNREACHABLE, "the connection broke before the answer");
    }

    /** Concerns apply only. */
    public static Behaviour lateLanding(Duration delay) {
        return new Behaviour(Kind.LATE_LANDING, Verb.APPLY, FailureCode.TIMEOUT, "no answer in time", delay, 1);
    }

    public static Behaviour partyRefuses() {
        return standing(Kind.PARTY_REFUSES, Verb.APPLY, Duration.ZERO);
    }

    public static Behaviour neverActs() {
        return standing(Kind.NEVER_ACTS, Verb.APPLY, Duration.ZERO);
    }

    public static Behaviour stuckRelease() {
        return standing(Kind.STUCK_RELEASE, Verb.RELEASE, Duration.ZERO);
    }

    public static Behaviour ghost() {
        return standing(Kind.GHOST, Verb.RELEASE, Duration.ZERO);
    }

    /** It goes when the customer deletes it, so long after the first release. */
    public static Behaviour virtualInterface(Duration standsFor) {
        return standing(Kind.VIRTUAL_INTERFACE, Verb.RELEASE, standsFor);
    }

    /** The same for release or probe; apply is meant where nothing else is said. */
    public Behaviour on(Verb other) {
        return new Behaviour(kind, other, code, message, delay, times);
    }

    /** The same for several calls one after the other, or {@link #ALWAYS}. */
    public Behaviour times(int calls) {
        return new Behaviour(kind, verb, code, message, delay, calls);
    }

    /** Whether the call does its work, and only the answer is lost. */
    boolean afterSuccess() {
        return kind == Kind.TIMEOUT_AFTER_SUCCESS || kind == Kind.LOST_ANSWER;
    }

    StepFailure failure() {
        return new StepFailure(code, message);
    }

    private static Behaviour once(Kind kind, FailureCode code, String message) {
        return new Behaviour(kind, Verb.APPLY, code, message, Duration.ZERO, 1);
    }

    private static Behaviour standing(Kind kind, Verb verb, Duration delay) {
        return new Behaviour(kind, verb, FailureCode.UNKNOWN, "", delay, ALWAYS);
    }
}
