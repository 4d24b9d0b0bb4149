package dev.turnup.simulated;

import java.util.Optional;

/**
 * The share of calls that go wrong, each from 0 to 1; together at most 1.
 *
 * @param unreachable the call never arrives
 * @param throttled the system asks for fewer calls
 * @param timeoutAfterSuccess it is done, and the answer comes too late
 * @param lostAnswer it is done, and the connection breaks before the answer
 */
public record FailureRates(double unreachable, double throttled, double timeoutAfterSuccess, double lostAnswer) {
    public static final FailureRates NONE = new FailureRates(0, 0, 0, 0);

    public FailureRates {
        double sum = unreachable + throttled + timeoutAfterSuccess + lostAnswer;
        if (Math.min(Math.min(unreachable, throttled), Math.min(timeoutAfterSuccess, lostAnswer)) < 0 || sum > 1) {
            throw new IllegalArgumentException("failure rates are shares from 0 to 1, and at most 1 together");
        }
    }

    /** @param drawn evenly from 0 to 1 */
    Optional<Behaviour> pick(double drawn) {
        double rest = drawn - unreachable;
        if (rest < 0) {
            return Optional.of(Behaviour.unreachable());
        }
        rest -= throttled;
        if (rest < 0) {
            return Optional.of(Behaviour.throttled());
        }
        rest -= timeoutAfterSuccess;
        if (rest < 0) {
            return Optional.of(Behaviour.timeoutAfterSuccess());
        }
        return rest - lostAnswer < 0 ? Optional.of(Behaviour.lostAnswer()) : Optional.empty();
    }
}
