package dev.turnup.product.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
