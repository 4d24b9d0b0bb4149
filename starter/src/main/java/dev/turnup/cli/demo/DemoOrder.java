package dev.turnup.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.cli.terminal.PlainError;
import dev.turnup.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Places one order and follows it to its end. */
public final class DemoOrder {
    static final String ORDERS = "/tmf-api/productOrderingManagement/v5/productOrder";
    private static final String PRODUCTS = "/tmf-api/productInventoryManagement/v5/product?limit=1000&status=active";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Api api;
    private final Terminal terminal;

    public DemoOrder(Api api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Throws PlainError where the order is refused, or is still under way after the longest time. */
    public DemoResult run(JsonNode order, Duration longest) {
        long start = System.nanoTime();
        String id = api.post(ORDERS, order).path("id").asText();
        terminal.line("Order " + id + " is acknowledged; its steps:");
        String state = follow(id, start + longest.toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        return new DemoResult(id, state, Math.round(seconds * 1000) / 1000.0, products(id));
    }

    private String follow(String id, long deadline) {
        StepLines lines = new StepLines(terminal);
        while (true) {
            Timeline timeline = Json.read(api.get("/api/v1/orders/" + id + "/timeline"), Timeline.class);
            lines.show(timeline);
            if (timeline.ended()) {
                return String.valueOf(timeline.state());
            }
            if (System.nanoTime() > deadline) {
                throw new PlainError(
                        "Order " + id + " is still " + timeline.state() + ".",
                        "It goes on by itself; its timeline and the Temporal UI show what it waits for.");
            }
            pause();
        }
    }

    private List<ActiveProduct> products(String orderId) {
        List<ActiveProduct> products = new ArrayList<>();
        for (JsonNode product : api.get(PRODUCTS)) {
            for (JsonNode item : product.path("productOrderItem")) {
                if (orderId.equals(item.path("orderId").asText())) {
                    products.add(ActiveProduct.of(product));
                    break;
                }
            }
        }
        return products;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
