package dev.turnup.windows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Money;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.WindowReads.WindowOrder;
import dev.turnup.intake.WindowReads.WindowProduct;
import dev.turnup.intake.WindowReads.WindowRow;
import dev.turnup.window.WindowCheck;
import dev.turnup.window.WindowState;
import dev.turnup.window.WindowTimes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window as it is answered: what was booked, what it costs, and what became of it. */
record WindowAnswer(WindowRow window, List<WindowProduct> products, List<WindowOrder> orders, Instant now) {
    ObjectNode json() {
        ObjectNode json = TreeJson.object()
                .put("@type", "EventWindow")
                .put("id", window.id())
                .put("href", EventWindows.PATH + "/" + window.id());
        put(json, "name", window.name());
        json.put("state", window.state())
                .put("timeZone", window.timeZone())
                .put("start", window.localStart())
                .put("end", window.localEnd())
                .put("startsAt", window.startAt().toString())
                .put("endsAt", window.endAt().toString())
                .put("leadTime", WindowCheck.LEAD.toString())
                .put("raiseBeginsAt", window.raiseAt().toString())
                .put("creationDate", window.createdAt().toString());
        ArrayNode list = json.putArray("product");
        products.forEach(product -> list.add(product(product)));
        json.set("quote", quote(Quote.total(window, products)));
        put(json, "raisedAt", window.raisedAt());
        put(json, "returnedAt", window.returnedAt());
        json.put("raisedLate", isRaisedLate()).put("late", isLate());
        put(json, "cancellationDate", window.cancelledAt());
        put(json, "cancellationReason", window.cancelReason());
        put(json, "problem", window.trouble());
        ArrayNode links = json.putArray("order");
        orders.forEach(order -> links.addObject()
                .put("role", order.role())
                .put("id", order.orderId())
                .put("href", TmfPaths.PRODUCT_ORDERS + "/" + order.orderId()));
        return json;
    }

    private ObjectNode product(WindowProduct product) {
        ObjectNode json = TreeJson.object()
                .put("id", product.productId())
                .put("href", TmfPaths.PRODUCTS + "/" + product.productId());
        json.putObject("speedMbps").put("usual", product.usualMbps()).put("window", product.windowMbps());
        json.putObject("perHour")
                .<ObjectNode>set("usual", Money.of(product.usualPrice(), window.currency()))
                .set("window", Money.of(product.windowPrice(), window.currency()));
        json.set("quote", quote(Quote.of(window, product)));
        return json;
    }

    private ObjectNode quote(Quote quote) {
        ObjectNode json = TreeJson.object();
        json.set("total", Money.of(quote.whole(), window.currency()));
        json.set("extra", Money.of(quote.extra(), window.currency()));
        return json;
    }

    private boolean isRaisedLate() {
        Instant raised = window.raisedAt();
        boolean waits = window.state().equals(WindowState.reserved.name())
                || window.state().equals(WindowState.raising.name());
        return raised == null ? waits && now.isAfter(window.startAt()) : raised.isAfter(window.startAt());
    }

    /** Whether its products should be as before and are not known to be. */
    private boolean isLate() {
        Instant due = window.cancelledAt() == null ? window.endAt() : window.cancelledAt();
        return !WindowState.valueOf(window.state()).isFinal() && now.isAfter(due.plus(WindowTimes.LATE));
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
