package dev.turnup.worker;

import org.springframework.boot.health.contributor.Health;

/** Whether something answers, for the health page. */
final class Probes {
    private Probes() {}

    static Health of(Runnable question) {
        try {
            question.run();
            return Health.up().build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }
}
