package dev.turnup.worker;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;

/** Whether something answers, for the health page. */
final class Probes {
    private Probes() {}

    /** Down while there are any. */
    static Health none(String of, Supplier<List<String>> any) {
        try {
            List<String> there = any.get();
            return there.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail(of, there).build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }

    static Health of(Runnable question) {
        try {
            question.run();
            return Health.up().build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }
}
