package dev.turnup.hubs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.hub.records.HubReads.CountRow;
import dev.turnup.hub.records.HubReads.DeadRow;
import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.hub.records.OldDeliveries;
import dev.turnup.journal.HubEvent.Hub;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Subscriptions as they are answered: as the TM Forum has them, and with how they stand. */
final class HubAnswer {
    private HubAnswer() {}

    static String path(Hub hub) {
        return hub == Hub.ordering ? TmfPaths.ORDERING_HUB : TmfPaths.INVENTORY_HUB;
    }

    static ObjectNode hub(SubscriptionRow row) {
        ObjectNode json = TreeJson.object()
                .put("@type", "Hub")
                .put("id", row.id())
                .put("href", path(row.hub()) + "/" + row.id())
                .put("callback", row.callback());
        return row.query() == null ? json : json.put("query", row.query());
    }

    static ObjectNode of(SubscriptionRow row, CountRow count) {
        ObjectNode json = hub(row).put("@type", "HubSubscription")
                .put("href", HubSubscriptions.PATH + "/" + row.id())
                .put("hub", path(row.hub()) + "/" + row.id())
                .put("tenant", row.tenant())
                .put("state", row.state().name())
                .put("creationDate", row.createdAt().toString())
                .put("pending", count.pending())
                .put("deadLetters", count.dead())
                .put("failures", row.failures());
        if (row.reason() != null) {
            json.put("reason", row.reason());
        }
        date(json, "failingSince", row.failingSince());
        date(json, "nextAttempt", row.retryAt());
        date(json, "lastDelivery", row.deliveredAt());
        if (row.failures() > 0 && row.lastError() != null) {
            json.put("lastError", row.lastError());
        }
        return json;
    }

    static ObjectNode dead(DeadRow row) {
        ObjectNode json = TreeJson.object()
                .put("@type", "HubDeadLetter")
                .put("productOrderId", row.orderId())
                .put("eventNumber", row.number())
                .put("eventType", row.toldAs())
                .put("eventTime", row.at().toString())
                .put("queuedDate", row.queuedAt().toString())
                .put("givenUpDate", row.deadAt().toString())
                .put("keptUntil", row.deadAt().plus(OldDeliveries.KEPT).toString())
                .put("attempts", row.attempts());
        return row.lastError() == null ? json : json.put("lastError", row.lastError());
    }

    private static void date(ObjectNode json, String name, @Nullable Instant date) {
        if (date != null) {
            json.put(name, date.toString());
        }
    }
}
