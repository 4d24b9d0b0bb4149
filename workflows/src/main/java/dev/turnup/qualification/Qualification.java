package dev.turnup.qualification;

import dev.turnup.step.Capability;
import org.jspecify.annotations.Nullable;

/** Whether a place can have a service. */
public final class Qualification {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("qualification", Desired.class, Receipt.class);

    private Qualification() {}

    /**
     * @param place a site or building id
     * @param speedMbps megabits per second
     * @param onRamp the cloud that must be reached from there, or null
     */
    public record Desired(
            String place, long speedMbps, @Nullable String onRamp) {}

    /**
     * @param technology how the place is reached, for instance {@code fiber}
     * @param leadTimeDays whole days of field work before service, 0 where none is needed
     */
    public record Receipt(String place, String technology, int leadTimeDays) {}
}
