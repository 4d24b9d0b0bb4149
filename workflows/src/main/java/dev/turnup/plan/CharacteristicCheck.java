package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Offering;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The catalogue's rules for the values of one item. */
final class CharacteristicCheck {
    /** TMF's typed characteristics; other types are the customer's own affair. */
    private static final Map<String, Set<String>> TYPES = Map.of(
            "string", Set.of("StringCharacteristic"),
            "integer", Set.of("IntegerCharacteristic", "NumberCharacteristic"),
            "boolean", Set.of("BooleanCharacteristic"));

    private static final Set<String> TYPED =
            TYPES.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private final Offering offering;
    private final OrderDraft.Item item;
    private final List<Problem> problems;

    CharacteristicCheck(Offering offering, OrderDraft.Item item, List<Problem> problems) {
        this.offering = offering;
        this.item = item;
        this.problems = problems;
    }

    /** The values by name, with defaults, in the catalogue's order; wrong ones among them. */
    Map<String, JsonNode> check() {
        checkGiven();
        return values();
    }

    /** Only what the customer gives, where the rest is as it was. */
    void checkGiven() {
        Set<String> seen = new LinkedHashSet<>();
        for (OrderDraft.Characteristic given : item.characteristics()) {
            Optional<Offering.Characteristic> rule = offering.characteristic(given.name());
            if (rule.isEmpty()) {
                problems.add(new Problem(
                        given.path() + ".name",
                        "a " + offering.specification() + " has no characteristic '" + Shown.of(given.name())
                                + "'; it has " + names()));
            } else if (!seen.add(given.name())) {
                problems.add(new Problem(given.path() + ".name", "'" + given.name() + "' is given twice"));
            } else {
                type(given, rule.get());
                ValueRule.broken(rule.get(), given.value())
                        .ifPresent(message -> problems.add(new Problem(given.path() + ".value", message)));
            }
        }
    }

    private Map<String, JsonNode> values() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Offering.Characteristic rule : offering.characteristics()) {
            Optional<OrderDraft.Characteristic> given = item.characteristic(rule.name());
            if (given.isPresent()) {
                values.put(rule.name(), given.get().value());
            } else if (rule.preset() != null) {
                values.put(rule.name(), rule.preset());
            } else if (rule.required()) {
                problems.add(new Problem(
                        item.path() + ".product.productCharacteristic",
                        "'" + rule.name() + "' is missing: " + rule.description()));
            }
        }
        return values;
    }

    private void type(OrderDraft.Characteristic given, Offering.Characteristic rule) {
        Set<String> right = TYPES.getOrDefault(rule.type(), Set.of());
        if (given.type() != null && TYPED.contains(given.type()) && !right.contains(given.type())) {
            problems.add(new Problem(
                    given.path() + ".@type",
                    "'" + rule.name() + "' is of type "
                            + right.stream().sorted().findFirst().orElseThrow() + ", not " + given.type()));
        }
    }

    private String names() {
        return offering.characteristics().stream()
                .map(Offering.Characteristic::name)
                .collect(Collectors.joining(", "));
    }
}
