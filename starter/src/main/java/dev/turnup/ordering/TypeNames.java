package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Characteristics;
import java.util.Map;

/** Customers may leave out {@code @type}; answers never do. */
final class TypeNames {
    /** The only type that fits below a property of this name. */
    private static final Map<String, String> BELOW = Map.ofEntries(
            Map.entry("productOrderItem", "ProductOrderItem"),
            Map.entry("productOffering", "ProductOfferingRef"),
            Map.entry("product", "Product"),
            Map.entry("productOfferingQualificationItem", "ProductOfferingQualificationItemRef"),
            Map.entry("externalId", "ExternalIdentifier"),
            Map.entry("note", "Note"),
            Map.entry("relatedParty", "RelatedPartyRefOrPartyRoleRef"),
            Map.entry("partyOrPartyRole", "PartyRef"),
            Map.entry("billingAccount", "BillingAccountRef"),
            Map.entry("channel", "RelatedChannel"),
            Map.entry("agreement", "AgreementRef"),
            Map.entry("quote", "QuoteRef"),
            Map.entry("payment", "PaymentRef"),
            Map.entry("productSpecification", "ProductSpecificationRef"),
            Map.entry("productOrderItemRelationship", "OrderItemRelationship"),
            Map.entry("productRelationship", "ProductRelationship"),
            Map.entry("place", "RelatedPlaceRefOrValue"));

    private TypeNames() {}

    static ObjectNode fill(ObjectNode json, String type) {
        if (!json.path("@type").isTextual()) {
            json.put("@type", type);
        }
        json.properties().forEach(property -> fill(property.getKey(), property.getValue(), type));
        return json;
    }

    /** Which product a relationship is to is said where v5 has it, too. */
    private static void productId(String name, ObjectNode relationship) {
        JsonNode id = relationship.path("product").path("id");
        if (name.equals("productRelationship") && id.isTextual() && !relationship.has("id")) {
            relationship.set("id", id);
        }
    }

    private static void fill(String name, JsonNode value, String parent) {
        if (value.isArray()) {
            value.forEach(element -> fill(name, element, parent));
        } else if (value instanceof ObjectNode object) {
            if (name.equals("productCharacteristic")) {
                fill(object, Characteristics.type(object.path("value")));
            } else if (name.equals("place") && parent.equals("RelatedPlaceRefOrValue")) {
                fill(object, "PlaceRef");
            } else if (name.equals("product") && parent.equals("ProductRelationship")) {
                fill(object, "ProductRef");
            } else if (BELOW.containsKey(name)) {
                fill(object, BELOW.getOrDefault(name, name));
                productId(name, object);
            }
        }
    }
}
