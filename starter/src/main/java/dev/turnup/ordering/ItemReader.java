package dev.turnup.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.Part;
import dev.turnup.intake.Sha256;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.OrderDraft.AnswerRef;
import dev.turnup.plan.OrderDraft.Characteristic;
import dev.turnup.plan.OrderDraft.Place;
import dev.turnup.plan.OrderDraft.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one ProductOrderItem. */
final class ItemReader {
    private static final int LONGEST_NAME = 200; // as the database keeps it

    private static final String KEY = "serviceKey";

    /** Of operators, and of Turnup itself. */
    private static final List<String> NOT_FOR_CUSTOMERS = List.of("suspend", "resume", "restore");

    private ItemReader() {}

    static OrderDraft.Item read(Part item) {
        Optional<Part> product = item.object("product");
        item.any("quantity")
                .filter(quantity -> !quantity.isIntegralNumber() || quantity.longValue() != 1)
                .ifPresent(quantity -> item.problem("quantity", "must be 1: order an item for each"));
        String action = action(item);
        return new OrderDraft.Item(
                item.path(),
                item.requiredText("id").orElse(null),
                action,
                offering(item, action),
                product.flatMap(part -> part.text("id")).orElse(null),
                product.flatMap(ItemReader::name).orElse(null),
                list(product, "place", ItemReader::place),
                list(product, "productCharacteristic", ItemReader::characteristic),
                Stream.concat(
                                item.list("productOrderItemRelationship").stream()
                                        .flatMap(part -> toItem(part).stream()),
                                list(product, "productRelationship", ItemReader::toProduct).stream())
                        .toList(),
                item.object("productOfferingQualificationItem")
                        .flatMap(ItemReader::answer)
                        .orElse(null));
    }

    private static Optional<String> name(Part product) {
        Optional<String> name = product.text("name", LONGEST_NAME);
        name.filter(text -> text.isBlank() || text.chars().anyMatch(Character::isISOControl))
                .ifPresent(text -> product.problem("name", "must not be blank, and have no line breaks"));
        return name;
    }

    private static @Nullable String action(Part item) {
        Optional<String> action = item.requiredText("action");
        action.filter(NOT_FOR_CUSTOMERS::contains)
                .ifPresent(any -> item.problem("action", "'" + any + "' can't be ordered; add, modify and delete can"));
        return action.filter(any -> !NOT_FOR_CUSTOMERS.contains(any)).orElse(null);
    }

    /** What is there already needn't be named again. */
    private static @Nullable String offering(Part item, @Nullable String action) {
        if (action == null || action.equals("add")) {
            item.required("productOffering");
        }
        return item.object("productOffering")
                .flatMap(offering -> offering.requiredText("id"))
                .orElse(null);
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

    /** TMF622 v5 calls the item itemId, and v4 called it id. */
    private static Optional<AnswerRef> answer(Part ref) {
        Optional<String> itemId = ref.text("itemId").or(() -> ref.text("id"));
        return ref.requiredText("productOfferingQualificationId")
                .map(id -> new AnswerRef(ref.path(), id, itemId.orElse(null)));
    }

    private static Optional<Characteristic> characteristic(Part part) {
        Optional<String> name = part.requiredText("name");
        part.required("value");
        Optional<JsonNode> value = part.any("value");
        String type = part.text("@type").orElse(null);
        return name.flatMap(known -> value.map(given -> new Characteristic(part.path(), type, known, given)));
    }

    private static Optional<Relation> toItem(Part part) {
        if (part.any(KEY).isPresent()) {
            part.problem(KEY, "goes with the productRelationship of the item's product");
            return Optional.empty();
        }
        Optional<String> type = part.requiredText("relationshipType");
        Optional<String> target = part.requiredText("id");
        return relation(part, part.pathOf("id"), type, target, true, false);
    }

    /** To a product that the customer holds: TMF637 v5 has its id in the relationship, v4 in a product. */
    private static Optional<Relation> toProduct(Part part) {
        Optional<String> type = part.requiredText("relationshipType");
        if (part.any(KEY).isPresent()) {
            return byKey(part, type);
        }
        if (part.any("id").isPresent()) {
            return relation(part, part.pathOf("id"), type, part.text("id"), false, false);
        }
        Optional<Part> product = part.requiredObject("product");
        Optional<String> target = product.flatMap(known -> known.requiredText("id"));
        return relation(part, part.pathOf("product.id"), type, target, false, false);
    }

    /** To the port behind a service key. From here on only the key's hash is known. */
    private static Optional<Relation> byKey(Part part, Optional<String> type) {
        if (part.any("product").isPresent()) {
            part.problem("product", "must be left out: the serviceKey stands for it");
        }
        type.filter(known -> !known.equals("reliesOn"))
                .ifPresent(known -> part.problem("relationshipType", "must be reliesOn where a serviceKey is given"));
        Optional<String> hash = part.text(KEY).map(key -> Sha256.hex(key.getBytes(UTF_8)));
        return relation(part, part.pathOf(KEY), type.filter("reliesOn"::equals), hash, false, true);
    }

    private static Optional<Relation> relation(
            Part part, String idPath, Optional<String> type, Optional<String> target, boolean toItem, boolean byKey) {
        String role = part.text("role").orElse(null);
        return type.flatMap(
                known -> target.map(id -> new Relation(part.path(), idPath, known, role, id, toItem, byKey)));
    }
}
