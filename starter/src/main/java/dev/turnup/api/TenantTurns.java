package dev.turnup.api;

import com.google.common.util.concurrent.Striped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Lets so many calls of one tenant that may change something be worked on at a time. Its others wait meanwhile, which costs
 * neither a processor nor a connection: those are left to other tenants. Each process counts by itself.
 */
@OnIntake
@Component
class TenantTurns {
    /** More tenants than that, and some of them wait for each other. */
    private static final int TENANTS = 100_000;

    private final Striped<Semaphore> turns;
    private final Duration longestWait;

    TenantTurns(RateLimits.Settings settings) {
        int atOnce = settings.changesInWork() > 0
                ? settings.changesInWork()
                : Math.max(2, Runtime.getRuntime().availableProcessors());
        this.turns = Striped.lazyWeakSemaphore(TENANTS, atOnce);
        this.longestWait = settings.longestWait();
    }

    /** To be released when the call is answered; empty where no turn came in time. */
    Optional<Semaphore> take(String tenant) {
        Semaphore turn = turns.get(tenant);
        try {
            return turn.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(turn)
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
