package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order as its customer placed it, read but not yet judged. */
public record OrderRequest(CompletionMode mode, List<Item> items) {

    /**
     * @param place a site or building id
     * @param relations on what it is built, in the order of the catalogue's roles
     * @param after ids of items that come before it without its being built on them
     */
    public record Item(
            String id,
            String action,
            String offering,
            @Nullable String name,
            @Nullable String place,
            Map<String, JsonNode> characteristics,
            List<Relation> relations,
            List<String> after) {

        public Item(
                String id,
                String action,
                String offering,
                @Nullable String name,
                @Nullable String place,
                Map<String, JsonNode> characteristics,
                List<Relation> relations) {
            this(id, action, offering, name, place, characteristics, relations, List.of());
        }

        public Optional<JsonNode> characteristic(String characteristic) {
            return Optional.ofNullable(characteristics.get(characteristic));
        }

        public String text(String characteristic) {
            return characteristic(characteristic).orElseThrow().asText();
        }

        public long number(String characteristic) {
            return characteristic(characteristic).orElseThrow().asLong();
        }
    }

    /** On what an item relies: exactly one of an item of the same order and a product that the customer holds. */
    public record Relation(
            @Nullable String itemId, @Nullable String productId) {}

    public Optional<Item> item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }
}
