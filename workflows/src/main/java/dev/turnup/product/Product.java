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
     * What is null stays as it is. The receipts of earlier steps replace those of the product, by the names under which they come.
     *
     * @param characteristics those that change
     */
    public record Desired(
            String productId,
            @Nullable ProductState state,
            @Nullable String name,
            Map<String, JsonNode> characteristics,
            @Nullable BigDecimal perHour) {

        public Desired {
            characteristics = characteristics == null ? Map.of() : characteristics;
        }

        public static Desired state(String productId, ProductState state) {
            return new Desired(productId, state, null, Map.of(), null);
        }
    }

    public record Receipt(String productId, ProductState state, Instant at) {}
}
