package dev.turnup.relay;

import dev.turnup.relay.Outbox.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private static final int BATCH = 16;
    /** Enough to keep Temporal busy, and few enough that one tenant's burst leaves room for the others. */
    private static final int IN_FLIGHT = 32;

    private static final int IN_FLIGHT_PER_TENANT = 24;

    private final Outbox outbox;
    private final Delivery delivery;
    private final InstantSource clock;
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore wanted = new Semaphore(0);
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final Map<String, Semaphore> tenants = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public TemporalRelay(Outbox outbox, Delivery delivery, InstantSource clock) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.clock = clock;
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
                while (deliverDue() == BATCH) {
                    LOG.debug("the outbox holds more");
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the outbox can't be read; it is tried again in a second", e);
            }
        }
    }

    /** Delivers what is due, each in a thread of its own; the number of messages it took up. */
    int deliverDue() throws InterruptedException {
        free.acquire();
        free.release();
        Instant now = clock.instant();
        List<Message> due = outbox.lease(BATCH, now, now.plus(LEASE));
        for (Message message : due) {
            deliveries.submit(() -> deliverInTurn(message));
        }
        return due.size();
    }

    private void deliverInTurn(Message message) {
        Semaphore tenant = tenants.computeIfAbsent(message.tenant(), name -> new Semaphore(IN_FLIGHT_PER_TENANT));
        tenant.acquireUninterruptibly();
        free.acquireUninterruptibly();
        try {
            deliver(message);
        } finally {
            free.release();
            tenant.release();
        }
    }

    private void deliver(Message message) {
        try {
            delivery.deliver(message);
            outbox.delivered(message);
        } catch (RuntimeException e) {
            Duration pause = pause(message.attempts());
            LOG.warn(
                    "{} of order {} was not delivered; again in {}: {}",
                    message.kind(),
                    message.orderId(),
                    pause,
                    e.toString());
            outbox.failed(message, clock.instant().plus(pause), e.toString());
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
