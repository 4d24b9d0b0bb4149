package dev.turnup.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Money;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Edition;
import dev.turnup.catalogue.Offering;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A ProductOffering as it is answered. */
record OfferingAnswer(Offering offering, String currency) {
    static final String PRICES = "productOfferingPrice";
    static final String SPECIFICATION = "productSpecification";

    ObjectNode json() {
        ObjectNode json = TreeJson.object()
                .put("@type", "ProductOffering")
                .put("id", offering.id())
                .put("href", TmfPaths.PRODUCT_OFFERINGS + "/" + offering.id())
                .put("name", offering.name())
                .put("description", offering.description())
                .put("version", String.valueOf(offering.edition().version()))
                .put("lifecycleStatus", offering.edition().status().toString())
                .put("lastUpdate", offering.edition().lastUpdate().toString())
                .put("isBundle", false)
                .put("isSellable", true)
                .put("placeKind", offering.placeKind());
        validFor(json, offering.edition());
        ArrayNode characteristics = json.putArray("prodSpecCharValueUse");
        offering.characteristics()
                .forEach(rule -> new CharacteristicAnswer(rule)
                        .write(
                                characteristics.addObject(),
                                "ProductSpecificationCharacteristicValueUse",
                                "productSpecCharacteristicValue"));
        json.putObject(SPECIFICATION)
                .put("@type", "ProductSpecificationRef")
                .put("id", offering.specification())
                .put("href", TmfPaths.PRODUCT_SPECIFICATIONS + "/" + offering.specification());
        ArrayNode relations = json.putArray("productOfferingRelationship");
        offering.relations().forEach(relation -> relation(relations, relation));
        ArrayNode prices = json.putArray(PRICES);
        offering.prices().forEach(price -> price(prices, price));
        json.set("oneOffCharge", Money.of(offering.oneOff(), currency));
        json.set("cancelCharge", Money.of(offering.cancelCharge(), currency));
        return json;
    }

    private static void validFor(ObjectNode json, Edition edition) {
        if (edition.validFrom() != null || edition.validUntil() != null) {
            ObjectNode period = json.putObject("validFor");
            putInstant(period, "startDateTime", edition.validFrom());
            putInstant(period, "endDateTime", edition.validUntil());
        }
    }

    private static void putInstant(ObjectNode json, String name, @Nullable Instant instant) {
        if (instant != null) {
            json.put(name, instant.toString());
        }
    }

    /** Names the offering that ships for a kind; any other of the kind does as well. */
    private static void relation(ArrayNode relations, Offering.Relation relation) {
        for (String other : relation.specifications()) {
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
        ObjectNode json = prices.addObject()
                .put("@type", "ProductOfferingPrice")
                .put("name", when)
                .put("priceType", "recurring")
                .put("recurringChargePeriodType", "hour")
                .put("recurringChargePeriodLength", 1)
                .put("lifecycleStatus", offering.edition().status().toString())
                .put("lastUpdate", offering.edition().lastUpdate().toString());
        json.set("price", Money.of(price.perHour(), currency));
        ObjectNode values = json.putObject("when");
        price.when().forEach(values::set);
    }
}
