package dev.turnup.relay;

import dev.turnup.relay.Undelivered.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox: at once what this process wrote, and every second what was left over, by whichever process. A
 * delivery that fails is made again with a growing pause; Temporal sorts out what arrives twice.
 */
public final class TemporalRelay implements Relay, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalRelay.class);
    /** Longer than a delivery may take, so that two processes seldom deliver the same. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** Enough to keep Temporal busy. */
    private static final int IN_FLIGHT = 16;

    private final Undelivered undelivered;
    private final Delivery delivery;
    private final InstantSource clock;
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore wanted = new Semaphore(0);
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final Shares shares;
    private volatile boolean closed;

    /** @param burstStartsPerSecond of one tenant while others have something to tell, too; 0 for no limit */
    public TemporalRelay(Undelivered undelivered, Delivery delivery, int burstStartsPerSecond, InstantSource clock) {
        this.undelivered = undelivered;
        this.delivery = delivery;
        this.clock = clock;
        this.shares = new Shares(burstStartsPerSecond);
    }

    /** Starts delivering, in threads of its own. */
    public TemporalRelay start() {
        Thread.ofVirtual().name("relay").start(this::keepDelivering);
        return this;
    }

    @Override
    public void deliverSoon() {
        wanted.release();
    }

    private void keepDelivering() {
        while (!closed) {
            try {
                wanted.tryAcquire(1, TimeUnit.SECONDS);
                wanted.drainPermits();
                while (deliverDue() > 0) {
                    LOG.debug("the outbox may hold more");
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("the outbox can't be read; it is tried again in a second", e);
                }
            }
        }
    }

    /** Takes up what is due, as far as there is room, each message in a thread of its own; how many it took up. */
    public int deliverDue() {
        Instant now = clock.instant();
        List<String> tenants = new ArrayList<>(undelivered.dueTenants(now));
        Collections.shuffle(tenants); // where there isn't room for all, it isn't always the same that go first
        int taken = 0;
        for (String tenant : tenants) {
            int share = Math.min(free.availablePermits(), shares.left(tenant));
            List<Message> due = share <= 0 ? List.of() : undelivered.lease(tenant, share, now, now.plus(LEASE));
            due.forEach(this::submit);
            taken += due.size();
        }
        return taken;
    }

    private void submit(Message message) {
        free.acquireUninterruptibly();
        shares.take(message.tenant(), clock.instant());
        deliveries.submit(() -> {
            try {
                deliver(message);
            } finally {
                free.release();
                if (message.isStart()) {
                    LockSupport.parkNanos(shares.rest(clock.instant()).toNanos());
                }
                shares.giveBack(message.tenant());
                wanted.release();
            }
        });
    }

    private void deliver(Message message) {
        try {
            delivery.deliver(message);
            undelivered.delivered(message);
        } catch (RuntimeException e) {
            Duration pause = pause(message.attempts());
            LOG.warn(
                    "{} of order {} was not delivered; again in {}: {}",
                    message.kind(),
                    message.orderId(),
                    pause,
                    e.toString());
            undelivered.failed(message, clock.instant().plus(pause), e.toString());
        }
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @Override
    public void close() {
        closed = true;
        wanted.release();
        deliveries.close();
    }
}
