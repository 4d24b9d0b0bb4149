package dev.turnup.hub.records;

import dev.turnup.hub.HubLook;
import dev.turnup.hub.HubRecords;
import dev.turnup.hub.HubStart;
import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.hub.records.HubTable.Pending;
import dev.turnup.hub.records.WebhookSender.Sent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to one subscriber after the other, those of an order in their order: while one is refused, later ones of its
 * order wait, and those of other orders go on. No transaction and no connection is held while a consumer is waited for.
 */
public final class HubSender implements HubRecords {
    /** From then on an event that is refused again is given up. */
    public static final Duration TRIED = Duration.ofDays(3);

    /** A subscription for which more waits is suspended. */
    public static final int MOST_PENDING = 10_000;

    /** Of an attempt's 30 seconds these are for what begins; the last may take the rest. */
    private static final Duration SLICE = Duration.ofSeconds(5);

    /** A workflow that has not gone on for so long after it should have may be lost. */
    static final Duration SILENT = Duration.ofMinutes(2);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(HubSender.class);

    private final Jdbi jdbi;
    private final WebhookSender webhooks;
    private final EventBodies bodies;
    private final InstantSource clock;
    private final HubTable table;

    public HubSender(Jdbi jdbi, WebhookSender webhooks, EventBodies bodies, InstantSource clock) {
        this.jdbi = jdbi;
        this.webhooks = webhooks;
        this.bodies = bodies;
        this.clock = clock;
        this.table = jdbi.onDemand(HubTable.class);
    }

    @Override
    public HubLook send(HubStart start) {
        Instant begun = clock.instant();
        Instant until = begun.plus(SLICE);
        table.busy(start.id(), begun.plus(SILENT));
        if (table.pending(start.id(), MOST_PENDING + 1) > MOST_PENDING) {
            suspend(start.id(), "more than " + MOST_PENDING + " events wait");
        }
        int sent = 0;
        while (true) {
            Optional<SubscriptionRow> found = table.active(start.id());
            if (found.isEmpty()) {
                return new HubLook(sent, false, null, 0);
            }
            SubscriptionRow to = found.get();
            Instant now = clock.instant();
            Instant retryAt = to.retryAt();
            Optional<Pending> next =
                    retryAt != null && retryAt.isAfter(now) ? Optional.empty() : table.next(to.id(), now);
            if (next.isEmpty()) {
                return pause(to, sent);
            }
            if (!now.isBefore(until)) {
                return new HubLook(sent, true, null, to.failures());
            }
            sent += send(to, next.get()) ? 1 : 0;
        }
    }

    private HubLook pause(SubscriptionRow to, int sent) {
        Optional<Instant> due = table.due(to.id());
        if (due.isEmpty()) {
            table.busy(to.id(), null); // what comes now is seen by whoever looks for it
            return new HubLook(sent, false, null, to.failures());
        }
        Instant retryAt = to.retryAt();
        Instant next = retryAt != null && retryAt.isAfter(due.get()) ? retryAt : due.get();
        table.busy(to.id(), next.plus(SILENT));
        return new HubLook(sent, true, next, to.failures());
    }

    private boolean send(SubscriptionRow to, Pending pending) {
        ToldEvent event = table.event(pending.orderId(), pending.seq());
        Sent sent = post(to, event);
        Instant now = clock.instant();
        if (sent.taken()) {
            jdbi.useTransaction(tx -> {
                HubTable rows = tx.attach(HubTable.class);
                rows.worked(to.id(), now);
                rows.taken(pending.id());
            });
            return true;
        }
        LOG.info("subscription {} did not take event {}: {}", to.id(), event.id(), sent.error());
        jdbi.useTransaction(tx -> notTaken(tx.attach(HubTable.class), to, pending, sent, now));
        if (sent.gone()) {
            suspend(to.id(), "the consumer answered that it is gone (410)");
        }
        return false;
    }

    private Sent post(SubscriptionRow to, ToldEvent event) {
        String body;
        try {
            body = Envelope.of(event, bodies.resource(event)).toString();
        } catch (JdbiException e) {
            throw e; // the database is away: that is no fault of the event's
        } catch (RuntimeException e) {
            LOG.error("event {} can't be told", event.id(), e);
            return new Sent(0, "the event can't be told: see the log");
        }
        long seconds = clock.instant().getEpochSecond();
        String signature = Signature.of(table.secret(to.secret(), to.tenant()), event.id(), seconds, body);
        return webhooks.send(
                URI.create(to.callback()),
                Map.of(
                        "webhook-id", event.id(),
                        "webhook-timestamp", String.valueOf(seconds),
                        "webhook-signature", signature),
                body);
    }

    /** Also what was never tried is given up when it is too old, where for so long nothing at all was taken. */
    private static void notTaken(HubTable rows, SubscriptionRow to, Pending pending, Sent sent, Instant now) {
        Instant before = now.minus(TRIED);
        boolean dead = !pending.queuedAt().isAfter(before);
        rows.failed(to.id(), sent.error(), now.plus(pauseAfter(to.failures())), now); // holds its row, as resume does
        rows.notTaken(pending.id(), sent.error(), now.plus(pauseAfter(pending.attempts())), dead ? now : null);
        Instant failingSince = to.failingSince();
        int buried = failingSince == null || failingSince.isAfter(before) ? 0 : rows.bury(to.id(), before, now);
        if (dead || buried > 0) {
            LOG.warn("subscription {}: {} events are given up after three days", to.id(), buried + (dead ? 1 : 0));
        }
    }

    /** 1, 2, 4 … seconds, an hour at most: some eighty attempts in three days. */
    private static Duration pauseAfter(int failures) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void suspend(String id, String reason) {
        Instant now = clock.instant();
        jdbi.useTransaction(tx -> {
            HubTable rows = tx.attach(HubTable.class);
            rows.suspend(id, reason);
            rows.bury(id, now, now);
        });
        LOG.warn("subscription {} is suspended: {}", id, reason);
    }
}
