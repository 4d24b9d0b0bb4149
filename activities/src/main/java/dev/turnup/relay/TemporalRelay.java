package dev.turnup.relay;

import dev.turnup.relay.Undelivered.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Undelivered undelivered;
    private final Delivery delivery;
    private final InstantSource clock;
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore wanted = new Semaphore(0);
    private final List<Lane> lanes;
    private volatile boolean closed;

    /**
     * @param startsPerSecond how many orders of one tenant are begun in a second, so that the rest of a burst waits in the outbox
     *     instead of competing with others' orders for Temporal and the workers; 0 for as many as two deliveries at a time can
     */
    public TemporalRelay(Undelivered undelivered, Delivery delivery, int startsPerSecond, InstantSource clock) {
        this.undelivered = undelivered;
        this.delivery = delivery;
        this.clock = clock;
        Duration apart =
                startsPerSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(startsPerSecond);
        this.lanes = List.of(
                new Lane(List.of("start"), 2, apart),
                new Lane(List.of("restart", "cancel", "decide", "wake", "notice"), 4, Duration.ZERO));
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
                wanted.tryAcquire(untilRoom().toNanos(), TimeUnit.NANOSECONDS);
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

    private Duration untilRoom() {
        Instant now = clock.instant();
        return lanes.stream()
                .map(lane -> lane.untilRoom(now, LONGEST_WAIT))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Takes up what is due, as far as there is room, each message in a thread of its own; how many it took up. */
    public int deliverDue() {
        Instant now = clock.instant();
        return lanes.stream().mapToInt(lane -> deliverDue(lane, now)).sum();
    }

    private int deliverDue(Lane lane, Instant now) {
        List<String> tenants = new ArrayList<>(undelivered.dueTenants(lane.kinds(), now));
        Collections.shuffle(tenants); // where there isn't room for all, it isn't always the same that go first
        int taken = 0;
        for (String tenant : tenants) {
            int room = lane.room(tenant, now);
            if (room > 0) {
                List<Message> due = undelivered.lease(lane.kinds(), tenant, room, now, now.plus(LEASE));
                due.forEach(message -> submit(lane, message, now));
                taken += due.size();
            }
        }
        return taken;
    }

    private void submit(Lane lane, Message message, Instant now) {
        lane.begin(message.tenant(), now);
        deliveries.submit(() -> {
            try {
                deliver(message);
            } finally {
                lane.end(message.tenant());
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
