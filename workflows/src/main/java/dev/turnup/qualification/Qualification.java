package dev.turnup.qualification;

import dev.turnup.step.Capability;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a place can have a service. */
public final class Qualification {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("qualification", Desired.class, Receipt.class);

    /**
     * For how long an answer is honoured: a customer's own approval of an order takes weeks, and within a month a provider's
     * list changes at few places.
     */
    public static final Duration HOLDS = Duration.ofDays(30);

    private Qualification() {}

    /**
     * @param place a site or building id
     * @param speedMbps megabits per second
     * @param onRamp the cloud that must be reached from there, or null
     * @param answered what the customer was told of the place; null where it has to be looked up
     */
    public record Desired(
            String place,
            long speedMbps,
            @Nullable String onRamp,
            @Nullable Answered answered) {
        public Desired(String place, long speedMbps, @Nullable String onRamp) {
            this(place, speedMbps, onRamp, null);
        }
    }

    /**
     * What was told of a place.
     *
     * @param maxSpeedMbps megabits per second
     * @param leadTimeDays whole days of field work
     * @param until from then on the place has to be looked up again
     * @param capacityMbps megabits per second that may be sold there in all; 0 where no limit is known
     */
    public record Answered(String technology, long maxSpeedMbps, int leadTimeDays, Instant until, long capacityMbps) {}

    /**
     * @param technology how the place is reached, for instance {@code fiber}
     * @param leadTimeDays whole days of field work before service, 0 where none is needed
     */
    public record Receipt(String place, String technology, int leadTimeDays) {}
}
