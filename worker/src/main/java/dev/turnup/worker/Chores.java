package dev.turnup.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process does again and again. A chore that fails is logged and done again at its next turn. */
final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private static final int LAST_TURN_SECONDS = 5;

    /** While Temporal is away, those who tell it of windows, location checks and subscriptions wait for it; the others go on. */
    private static final int AT_ONCE = 4;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("chore-", 1).factory());

    Chores every(Duration pause, String name, IntSupplier chore) {
        threads.scheduleWithFixedDelay(
                () -> run(name, chore), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private static void run(String name, IntSupplier chore) {
        try {
            int done = chore.getAsInt();
            if (done > 0) {
                LOG.debug("{}: {}", name, done);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} failed; it is done again at its next turn", name, e);
        }
    }

    @Override
    public void close() {
        threads.shutdown(); // never an interrupt: it would close an embedded database's file
        try {
            if (!threads.awaitTermination(LAST_TURN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a chore did not come to its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
