package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as far as it could be read, each part with its path in the customer's JSON. What was missing or of a wrong type is
 * null here.
 *
 * @param window the event window on whose behalf it is; null for all others
 * @param problems what was found wrong on reading
 */
public record OrderDraft(
        CompletionMode mode,
        @Nullable Instant requestedStart,
        @Nullable Instant requestedCompletion,
        List<Item> items,
        @Nullable String window,
        List<Problem> problems) {

    /** The items of this id: one, or none, and more only where the order is refused for it. */
    Stream<Item> items(String id) {
        return items.stream().filter(item -> id.equals(item.id()));
    }

    /**
     * @param productId only an existing product has one
     * @param answer what its customer was told of the place; null where nothing is named
     */
    public record Item(
            String path,
            @Nullable String id,
            @Nullable String action,
            @Nullable String offering,
            @Nullable String productId,
            @Nullable String name,
            List<Place> places,
            List<Characteristic> characteristics,
            List<Relation> relations,
            @Nullable AnswerRef answer) {

        public Item(
                String path,
                @Nullable String id,
                @Nullable String action,
                @Nullable String offering,
                @Nullable String productId,
                @Nullable String name,
                List<Place> places,
                List<Characteristic> characteristics,
                List<Relation> relations) {
            this(path, id, action, offering, productId, name, places, characteristics, relations, null);
        }

        public Optional<Characteristic> characteristic(String name) {
            return characteristics.stream()
                    .filter(characteristic -> characteristic.name().equals(name))
                    .findFirst();
        }
    }

    public record Place(String path, String id) {}

    /** @param itemId which of the answer's items; null where it has only one */
    public record AnswerRef(
            String path, String id, @Nullable String itemId) {}

    /** @param type the TMF type that the customer states, for instance {@code IntegerCharacteristic} */
    public record Characteristic(String path, @Nullable String type, String name, JsonNode value) {}

    /**
     * @param path of the whole relationship
     * @param idPath of the target's id
     * @param role which of the offering's relations is meant, where the order of naming doesn't tell
     * @param target an id; of a service key the SHA-256 in hexadecimal digits, so that nothing can tell the key itself
     * @param toItem whether the target is an item of this order, and not a product that the customer holds
     * @param byKey whether the target is the port behind a service key
     */
    public record Relation(
            String path,
            String idPath,
            String type,
            @Nullable String role,
            String target,
            boolean toItem,
            boolean byKey) {}
}
