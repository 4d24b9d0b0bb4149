package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.plan.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JSON merge patch (RFC 7396) of an order. What can be changed is scalars and lists, so it is merged at the top level only.
 * Properties that say what is so already change nothing: clients may send back what they have read.
 */
final class OrderPatch {
    static final String START = "requestedStartDate";
    static final String COMPLETION = "requestedCompletionDate";

    private static final Set<String> CHANGEABLE =
            Set.of("description", "category", "priority", "note", "externalId", "relatedParty", COMPLETION, START);

    /** Of orders, and fixed once they are placed. */
    private static final Set<String> FIXED = Set.of(
            "@baseType",
            "@schemaLocation",
            "@type",
            "agreement",
            "billingAccount",
            "channel",
            "completionMode",
            "payment",
            "planHash",
            "productOfferingQualification",
            "productOrderItem",
            "quote",
            "requestedInitialState");

    private final JsonNode patch;
    private final ObjectNode body;
    private final ObjectNode answer;

    private OrderPatch(JsonNode patch, ObjectNode body, ObjectNode answer) {
        this.patch = patch;
        this.body = body;
        this.answer = answer;
    }

    /**
     * Throws Refusal with every property that is of a wrong type, or of no order.
     *
     * @param body the order as it is stored
     * @param answer the order as it is answered
     */
    static OrderPatch read(JsonNode patch, ObjectNode body, ObjectNode answer) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(patch, problems);
        OrderReader.details(part);
        part.instant(START);
        part.instant(COMPLETION);
        part.node().properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !CHANGEABLE.contains(name) && !isFixed(name) && !answer.has(name))
                .forEach(name ->
                        part.problem(name, "is no property of an order; what can be changed is " + changeable()));
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return new OrderPatch(patch, body, answer);
    }

    private static boolean isFixed(String name) {
        return FIXED.contains(name) || OrderAnswer.OURS.contains(name);
    }

    private static String changeable() {
        return String.join(", ", CHANGEABLE.stream().sorted().toList());
    }

    /** What it would change and must not. */
    List<Problem> conflicts() {
        return changes()
                .filter(name -> !CHANGEABLE.contains(name))
                .map(name -> Problem.conflict(
                        name,
                        "can't be changed once it is ordered: cancel the order, and order again; what can be "
                                + "changed is " + changeable()))
                .toList();
    }

    /** The names of what it changes. */
    List<String> changed() {
        return changes().sorted().toList();
    }

    private Stream<String> changes() {
        return patch.properties().stream()
                .filter(property ->
                        Stream.of(body, answer).noneMatch(order -> isSo(order, property.getKey(), property.getValue())))
                .map(Map.Entry::getKey);
    }

    private static boolean isSo(ObjectNode order, String name, JsonNode value) {
        return value.isNull() ? !order.has(name) : value.equals(order.get(name));
    }

    /** The order as it is to be stored. */
    ObjectNode merged() {
        ObjectNode merged = body.deepCopy();
        changed().forEach(name -> merge(merged, name, patch.path(name)));
        return merged;
    }

    private static void merge(ObjectNode merged, String name, JsonNode value) {
        if (value.isNull()) {
            merged.remove(name);
        } else {
            merged.set(name, value);
        }
    }

    /** Of an order whose dates were read before. */
    static Optional<Instant> date(ObjectNode body, String name) {
        return Part.whole(body, new ArrayList<>()).instant(name);
    }
}
