package dev.turnup.simulated;

import java.time.Duration;

/**
 * How fast and how well one simulated system works.
 *
 * @param latency of every call; really slept
 * @param customerAcceptsAfter how long customers take for what only they can do
 * @param fieldDay how long one day of a field crew's lead time lasts here
 * @param provisioningTakes how long each state lasts in which the system itself works
 */
public record Conduct(
        Duration latency,
        Duration customerAcceptsAfter,
        Duration fieldDay,
        Duration provisioningTakes,
        FailureRates failures) {
    /** For a demo: everything at once, but for customers and field crews, who take a second, and a second a day. */
    public static final Conduct DEFAULT =
            new Conduct(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, FailureRates.NONE);

    public Conduct withLatency(Duration changed) {
        return new Conduct(changed, customerAcceptsAfter, fieldDay, provisioningTakes, failures);
    }

    public Conduct withCustomerAcceptsAfter(Duration changed) {
        return new Conduct(latency, changed, fieldDay, provisioningTakes, failures);
    }

    public Conduct withFieldDay(Duration changed) {
        return new Conduct(latency, customerAcceptsAfter, changed, provisioningTakes, failures);
    }

    public Conduct withProvisioningTakes(Duration changed) {
        return new Conduct(latency, customerAcceptsAfter, fieldDay, changed, failures);
    }

    public Conduct withFailures(FailureRates changed) {
        return new Conduct(latency, customerAcceptsAfter, fieldDay, provisioningTakes, changed);
    }
}
