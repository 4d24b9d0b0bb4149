package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.Part;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.OrderDraft.Characteristic;
import dev.turnup.plan.OrderDraft.Place;
import dev.turnup.plan.OrderDraft.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads one ProductOrderItem. */
final class ItemReader {
    private static final int LONGEST_NAME = 200; // as the database keeps it

    private ItemReader() {}

    static OrderDraft.Item read(Part item) {
        Optional<Part> product = item.object("product");
        item.any("quantity")
                .filter(quantity -> !quantity.isIntegralNumber() || quantity.longValue() != 1)
                .ifPresent(quantity -> item.problem("quantity", "must be 1: order an item for each"));
        return new OrderDraft.Item(
                item.path(),
                item.requiredText("id").orElse(null),
                item.requiredText("action").orElse(null),
                item.requiredObject("productOffering")
                        .flatMap(offering -> offering.requiredText("id"))
                        .orElse(null),
                product.flatMap(part -> part.text("id")).orElse(null),
                product.flatMap(part -> part.text("name", LONGEST_NAME)).orElse(null),
                list(product, "place", ItemReader::place),
                list(product, "productCharacteristic", ItemReader::characteristic),
                Stream.concat(
                                item.list("productOrderItemRelationship").stream()
                                        .flatMap(part -> toItem(part).stream()),
                                list(product, "productRelationship", ItemReader::toProduct).stream())
                        .toList());
    }

    private static <T> List<T> list(Optional<Part> product, String name, Function<Part, Optional<T>> reader) {
        return product.stream()
                .flatMap(part -> part.list(name).stream())
                .flatMap(part -> reader.apply(part).stream())
                .toList();
    }

    private static Optional<Place> place(Part related) {
        related.requiredText("role");
        return related.requiredObject("place")
                .flatMap(place -> place.requiredText("id").map(id -> new Place(place.pathOf("id"), id)));
    }

    private static Optional<Characteristic> characteristic(Part part) {
        Optional<String> name = part.requiredText("name");
        part.required("value");
        Optional<JsonNode> value = part.any("value");
        String type = part.text("@type").orElse(null);
        return name.flatMap(known -> value.map(given -> new Characteristic(part.path(), type, known, given)));
    }

    private static Optional<Relation> toItem(Part part) {
        Optional<String> type = part.requiredText("relationshipType");
        Optional<String> target = part.requiredText("id");
        return relation(part, part.pathOf("id"), type, target, true);
    }

    /** To a product that the customer holds. */
    private static Optional<Relation> toProduct(Part part) {
        Optional<String> type = part.requiredText("relationshipType");
        Optional<Part> product = part.requiredObject("product");
        Optional<String> target = product.flatMap(known -> known.requiredText("id"));
        return relation(part, part.pathOf("product.id"), type, target, false);
    }

    private static Optional<Relation> relation(
            Part part, String idPath, Optional<String> type, Optional<String> target, boolean toItem) {
        String role = part.text("role").orElse(null);
        return type.flatMap(known -> target.map(id -> new Relation(part.path(), idPath, known, role, id, toItem)));
    }
}
