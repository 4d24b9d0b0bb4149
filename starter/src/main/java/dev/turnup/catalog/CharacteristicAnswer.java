package dev.turnup.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.catalogue.Offering.Characteristic;
import java.util.Map;

/** What can be chosen of a product, as TMF620 writes it in specifications and in offerings. */
record CharacteristicAnswer(Characteristic rule) {
    private static final Map<String, String> VALUE_TYPES =
            Map.of("string", "String", "integer", "Integer", "boolean", "Boolean");

    /** @param list the property that has the values */
    void write(ObjectNode json, String type, String list) {
        json.put("@type", type)
                .put("name", rule.name())
                .put("description", rule.description())
                .put("valueType", rule.type())
                .put("minCardinality", rule.required() ? 1 : 0)
                .put("maxCardinality", 1);
        if (rule.pattern() != null) {
            json.put("regex", rule.pattern());
        }
        ArrayNode values = json.putArray(list);
        if (rule.allowed() != null) {
            rule.allowed().forEach(value -> value(values).set("value", value));
        }
        if (rule.minimum() != null && rule.maximum() != null) {
            value(values).put("valueFrom", rule.minimum()).put("valueTo", rule.maximum());
        }
        if (rule.ranges() != null) {
            rule.ranges()
                    .forEach(range ->
                            value(values).put("valueFrom", range.get(0)).put("valueTo", range.get(1)));
        }
        JsonNode preset = rule.preset();
        if (preset != null) {
            value(values).put("isDefault", true).set("value", preset);
        }
    }

    private ObjectNode value(ArrayNode values) {
        return values.addObject()
                .put("@type", VALUE_TYPES.get(rule.type()) + "CharacteristicValueSpecification")
                .put("valueType", rule.type());
    }
}
