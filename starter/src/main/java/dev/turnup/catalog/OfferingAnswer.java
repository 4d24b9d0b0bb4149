package dev.turnup.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Money;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Offering.Characteristic;
import java.util.stream.Collectors;

/** A ProductOffering as it is answered. */
record OfferingAnswer(Catalogue catalogue, Offering offering) {

    ObjectNode json() {
        ObjectNode json = TreeJson.object()
                .put("@type", "ProductOffering")
                .put("id", offering.id())
                .put("href", TmfPaths.PRODUCT_OFFERINGS + "/" + offering.id())
                .put("name", offering.name())
                .put("description", offering.description())
                .put("version", catalogue.version())
                .put("lifecycleStatus", "Active")
                .put("lastUpdate", catalogue.version() + "T00:00:00Z")
                .put("isBundle", false)
                .put("isSellable", true)
                .put("placeKind", offering.placeKind());
        ArrayNode characteristics = json.putArray("productSpecCharacteristic");
        offering.characteristics().forEach(rule -> characteristic(characteristics.addObject(), rule));
        ArrayNode relations = json.putArray("productOfferingRelationship");
        offering.relations().forEach(relation -> relation(relations, relation));
        ArrayNode prices = json.putArray("productOfferingPrice");
        offering.prices().forEach(price -> price(prices, price));
        if (offering.cancelCharge().signum() > 0) {
            json.set("cancelCharge", Money.of(offering.cancelCharge(), catalogue.currency()));
        }
        return json;
    }

    private static void characteristic(ObjectNode json, Characteristic rule) {
        json.put("@type", "ProductSpecificationCharacteristic")
                .put("name", rule.name())
                .put("description", rule.description())
                .put("valueType", rule.type())
                .put("minCardinality", rule.required() ? 1 : 0)
                .put("maxCardinality", 1);
        if (rule.pattern() != null) {
            json.put("regex", rule.pattern());
        }
        ArrayNode values = json.putArray("productSpecCharacteristicValue");
        if (rule.allowed() != null) {
            rule.allowed().forEach(value -> value(values, rule).set("value", value));
        }
        if (rule.minimum() != null && rule.maximum() != null) {
            value(values, rule).put("valueFrom", rule.minimum()).put("valueTo", rule.maximum());
        }
        if (rule.ranges() != null) {
            rule.ranges()
                    .forEach(range ->
                            value(values, rule).put("valueFrom", range.get(0)).put("valueTo", range.get(1)));
        }
        JsonNode preset = rule.preset();
        if (preset != null) {
            value(values, rule).put("isDefault", true).set("value", preset);
        }
    }

    private static ObjectNode value(ArrayNode values, Characteristic rule) {
        return values.addObject()
                .put("@type", "CharacteristicValueSpecification")
                .put("valueType", rule.type());
    }

    private static void relation(ArrayNode relations, Offering.Relation relation) {
        for (String other : relation.offerings()) {
            relations
                    .addObject()
                    .put("@type", "ProductOfferingRelationship")
                    .put("id", other)
                    .put("href", TmfPaths.PRODUCT_OFFERINGS + "/" + other)
                    .put("relationshipType", "reliesOn")
                    .put("role", relation.role())
                    .put("minCardinality", relation.min())
                    .put("maxCardinality", relation.max());
        }
    }

    private void price(ArrayNode prices, Offering.Price price) {
        String when = price.when().entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().asText())
                .collect(Collectors.joining(", "));
        ObjectNode json = Money.hourly("ProductOfferingPrice", when, price.perHour(), catalogue.currency());
        json.set("price", Money.of(price.perHour(), catalogue.currency()));
        ObjectNode values = json.putObject("when");
        price.when().forEach(values::set);
        prices.add(json);
    }
}
