package dev.turnup.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.order.ProductState;
import dev.turnup.step.Capability;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of a product that a customer holds: the last step of every change writes it. */
public final class Product {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("product", Desired.class, Receipt.class);

    private Product() {}

    /**
     * What is null stays as it is.
     *
     * @param characteristics those that change
     * @param receipts which of the order's own steps replace which of the steps that made the product
     */
    public record Desired(
            String productId,
            @Nullable ProductState state,
            @Nullable String name,
            Map<String, JsonNode> characteristics,
            @Nullable BigDecimal perHour,
            Map<String, String> receipts) {

        public Desired {
            characteristics = characteristics == null ? Map.of() : characteristics;
            receipts = receipts == null ? Map.of() : receipts;
        }

        public static Desired state(String productId, ProductState state) {
            return new Desired(productId, state, null, Map.of(), null, Map.of());
        }
    }

    public record Receipt(String productId, ProductState state, Instant at) {}
}
