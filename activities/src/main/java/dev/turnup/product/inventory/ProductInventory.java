package dev.turnup.product.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import dev.turnup.journal.OwnResource;
import dev.turnup.order.ProductState;
import dev.turnup.product.Product;
import dev.turnup.product.Product.Desired;
import dev.turnup.product.Product.Receipt;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Writes what a change has made of a product, and lets the next change begin. */
public final class ProductInventory implements OwnResource<Desired, Receipt> {
    private final InstantSource clock;

    public ProductInventory(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Capability<Desired, Receipt> capability() {
        return Product.CAPABILITY;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Receipt take(Handle tx, StepCall<Desired> call) {
        Desired desired = call.desired();
        ProductTable products = tx.attach(ProductTable.class);
        ProductTable.Row row = products.lock(desired.productId())
                .orElseThrow(() ->
                        new StepFailure(FailureCode.RECEIPT_MISMATCH, "there is no product " + desired.productId()));
        ProductState from = ProductState.valueOf(row.state());
        ProductState to = Objects.requireNonNullElse(desired.state(), from);
        if (from != to && !ProductState.MACHINE.allows(from, to)) {
            throw new StepFailure(
                    FailureCode.RECEIPT_MISMATCH, desired.productId() + " is " + from + ", and can't become " + to);
        }
        if (to == ProductState.pendingTerminate) {
            refuseDependents(products, call);
        }
        Instant now = clock.instant();
        boolean last = to != ProductState.pendingTerminate;
        products.change(
                desired.productId(),
                to.name(),
                Objects.requireNonNullElse(desired.name(), row.name()),
                body(row, desired),
                receipts(row, call),
                Objects.requireNonNullElse(desired.perHour(), row.perHour()),
                to == ProductState.terminated ? now : null,
                last ? null : call.key().orderId());
        Events.append(tx, call.key().orderId(), now, history(desired, from, to));
        if (to == ProductState.terminated) {
            products.dropClaims(desired.productId());
        } else if (last) {
            products.dropOlderClaims(
                    desired.productId(), call.key().orderId() + "/" + call.key().itemId() + "/");
            Optional.ofNullable(desired.characteristics().get("speedMbps"))
                    .ifPresent(speed -> products.lowerClaims(desired.productId(), speed.longValue()));
        }
        return new Receipt(desired.productId(), to, now);
    }

    /** A product that is terminated is held no more. */
    private static List<Event> history(Desired desired, ProductState from, ProductState to) {
        String product = desired.productId();
        List<Event> events = new ArrayList<>();
        Set<String> fields = new TreeSet<>(desired.characteristics().keySet());
        if (desired.name() != null) {
            fields.add("name");
        }
        if (!fields.isEmpty()) {
            events.add(new Event("productChange", product, Map.of("fields", fields)));
        }
        if (from != to) {
            events.add(new Event("productState", product, Map.of("from", from, "to", to)));
        }
        if (to == ProductState.terminated) {
            events.add(new Event("productEnd", product, Map.of()));
        }
        return events;
    }

    /** Intake has looked, too; what was ordered in the same instant is seen here. */
    private static void refuseDependents(ProductTable products, StepCall<Desired> call) {
        String product = call.desired().productId();
        List<String> dependents = products.dependents(product, call.key().orderId());
        if (!dependents.isEmpty()) {
            throw new StepFailure(
                    FailureCode.ALREADY_TAKEN,
                    "these rely on " + product + " by now: " + String.join(", ", dependents) + "; delete them first");
        }
    }

    private static String body(ProductTable.Row row, Desired desired) {
        JsonNode body = Json.read(row.body(), JsonNode.class);
        if (body.path("characteristics") instanceof ObjectNode values) {
            values.setAll(desired.characteristics());
        }
        return body.toString();
    }

    private static String receipts(ProductTable.Row row, StepCall<Desired> call) {
        ObjectNode receipts = (ObjectNode) Json.read(row.receipts(), JsonNode.class);
        receipts.setAll(call.earlier());
        return receipts.toString();
    }
}
