package dev.turnup.hub.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnup.database.Database;
import dev.turnup.database.OrderRow;
import dev.turnup.database.TestDatabase;
import dev.turnup.hub.HubLook;
import dev.turnup.hub.HubStart;
import dev.turnup.hub.records.HubReads.State;
import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Scope;
import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import dev.turnup.journal.HubEvent.Hub;
import dev.turnup.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Subscriptions and orders of one tenant on a database, with a clock that a test turns. */
final class HubLab implements AutoCloseable {
    static final Scope ACME = new Scope("acme", false);

    final Database database;
    final Consumer consumer = new Consumer();
    final WebhookSender webhooks = new WebhookSender(new WebhookAddresses(true), 10);
    final HubReads reads;
    Instant now = Instant.parse("2026-12-01T08:00:00Z");

    HubLab(TestDatabase kind) {
        database = kind.open("turnup", 8);
        reads = database.jdbi().onDemand(HubReads.class);
        new ApiKeys(database.jdbi(), () -> now).addTenant("acme", "Acme");
        new ApiKeys(database.jdbi(), () -> now).addTenant("other", "Other");
    }

    HubSender sender() {
        EventBodies bodies = event -> JsonNodeFactory.instance.objectNode().put("id", event.orderId());
        return new HubSender(database.jdbi(), webhooks, bodies, () -> now);
    }

    SubscriptionRow subscription(String id, String types) {
        return new SubscriptionRow(
                id,
                "acme",
                Hub.ordering,
                consumer.url(),
                null,
                types,
                "secret-" + id,
                State.active,
                null,
                now,
                0,
                null,
                null,
                null,
                null);
    }

    HubStart subscribe(String id, String types) {
        if (!inHub(hub -> hub.store(subscription(id, types), Signature.newSecret()))) {
            throw new AssertionError("it was refused");
        }
        return new HubStart(id, "acme");
    }

    <T> T inHub(Function<HubIntake, T> work) {
        return database.jdbi().<T, RuntimeException>inTransaction(tx -> work.apply(new HubIntake(tx)));
    }

    /** An order that is there, and of which nothing is told yet. */
    void order(String tenant, String id) {
        database.jdbi().useHandle(handle -> OrderRow.insert(handle, id, tenant, OrderState.acknowledged, now));
    }

    /** Tells so many events of an order, each in a transaction of its own. */
    void tell(String order, int events) {
        for (int n = 0; n < events; n++) {
            database.jdbi()
                    .useTransaction(tx -> Events.append(
                            tx,
                            order,
                            now,
                            List.of(
                                    new Event("decision", "", Map.of()),
                                    new Event("orderState", "", Map.of("from", "held", "to", "inProgress")))));
        }
    }

    HubLook send(HubStart start) {
        return sender().send(start);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Ids of what the consumer was sent. */
    List<String> received() {
        return consumer.received().stream()
                .map(request -> request.header("webhook-id").replace("_ordering_", " "))
                .toList();
    }

    SubscriptionRow row(HubStart start) {
        return reads.find(ACME, null, start.id()).orElseThrow();
    }

    long count(String sql) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(sql).mapTo(Long.class).findOne().orElse(0L));
    }

    @Nullable
    Instant busyUntil(HubStart start) {
        return database.jdbi()
                .withHandle(handle -> handle.select("select busy_until from hub_subscription where id = ?", start.id())
                        .mapTo(Instant.class)
                        .findOne()
                        .orElse(null));
    }

    @Override
    public void close() {
        consumer.close();
        webhooks.close();
        database.close();
    }
}
