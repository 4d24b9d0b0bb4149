package dev.turnup.api;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Lets so much of one tenant be worked on at a time. What else it wants waits, in the order in which it came, which costs
 * neither a processor nor a connection, and no more threads than are to spare: those are left to other tenants. Each process
 * counts by itself.
 */
@OnIntake
@Component
class TenantTurns {
    /** A third of Tomcat's threads. */
    private static final int MOST_WAITING = 64;

    private final LoadingCache<String, Semaphore> turns;
    private final Duration longestWait;

    TenantTurns(RateLimits.Settings settings) {
        int atOnce = settings.changesInWork() > 0
                ? settings.changesInWork()
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        // whoever has a turn, or waits for one, keeps its tenant's
        this.turns = CacheBuilder.newBuilder().weakValues().build(CacheLoader.from(() -> new Semaphore(atOnce, true)));
        this.longestWait = settings.longestWait();
    }

    /** To be released when the work is done. Throws Refusal where no turn comes in time, or too much waits already. */
    Semaphore take(String tenant) {
        Semaphore turn = turns.getUnchecked(tenant);
        try {
            if (turn.getQueueLength() < MOST_WAITING
                    && turn.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return turn;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.tooMany(
                "the tenant '" + tenant + "' calls faster than its calls can be worked on: send it again");
    }
}
