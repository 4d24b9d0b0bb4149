package dev.turnup.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.Characteristics;
import dev.turnup.api.Money;
import dev.turnup.api.OnIntake;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.catalogue.Offering;
import dev.turnup.intake.ProductBody;
import dev.turnup.intake.ProductReads.ProductRow;
import dev.turnup.plan.ServiceKey;
import dev.turnup.servicekeys.Lent;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** A Product as it is answered: what was ordered, and which resources it got. */
@OnIntake
@Component
class ProductAnswer {
    private static final String RELATIONS = "productRelationship";

    private final Catalogues catalogues;

    ProductAnswer(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    ObjectNode json(ProductRow row) {
        ProductBody body = Json.read(row.body(), ProductBody.class);
        ObjectNode json = TreeJson.object()
                .put("@type", "Product")
                .put("id", row.id())
                .put("href", TmfPaths.PRODUCTS + "/" + row.id())
                .put("name", row.name())
                .put("status", row.state())
                .put("isCustomerVisible", true)
                .put("creationDate", row.createdAt().toString());
        if (row.activeSince() != null) {
            json.put("startDate", row.activeSince().toString());
        }
        if (row.deletionLock() != null) {
            json.putObject("deletionLock").put("reason", row.deletionLock());
        }
        if (row.endedAt() != null) {
            json.put("terminationDate", row.endedAt().toString());
        }
        offering(json, row);
        characteristics(json.putArray("productCharacteristic"), body, row);
        json.putArray("productPrice").add(Money.hourly("ProductPrice", "Hourly price", row.perHour(), row.currency()));
        term(json, body, row);
        place(json, row);
        json.putArray(RELATIONS);
        body.reliesOn().forEach(id -> relation(json, "reliesOn", id));
        party(json, row);
        orders(json.putArray("productOrderItem"), row);
        return json;
    }

    /** The order that made it, and the one that changes or ends it now. */
    private static void orders(ArrayNode orders, ProductRow row) {
        order(orders, row.orderId()).put("orderItemId", row.itemId()).put("orderItemAction", "add");
        if (row.changingOrder() != null) {
            order(orders, row.changingOrder());
        }
    }

    private static ObjectNode order(ArrayNode orders, String id) {
        return orders.addObject()
                .put("@type", "RelatedOrderItem")
                .put("orderId", id)
                .put("orderHref", TmfPaths.PRODUCT_ORDERS + "/" + id);
    }

    private void offering(ObjectNode json, ProductRow row) {
        json.putObject("productOffering")
                .put("@type", "ProductOfferingRef")
                .put("id", row.offering())
                .put("href", TmfPaths.PRODUCT_OFFERINGS + "/" + row.offering())
                .put(
                        "name",
                        catalogues
                                .now()
                                .offering(row.offering())
                                .map(Offering::name)
                                .orElse(row.offering()));
        String specification = specification(row);
        json.putObject("productSpecification")
                .put("@type", "ProductSpecificationRef")
                .put("id", specification)
                .put("href", TmfPaths.PRODUCT_SPECIFICATIONS + "/" + specification);
    }

    /** What kind of product it is. */
    String specification(ProductRow row) {
        return catalogues.now().specification(row.offering());
    }

    /** First what was ordered, then what each step got, as {@code step.field}. */
    private static void characteristics(ArrayNode list, ProductBody body, ProductRow row) {
        body.characteristics().forEach((name, value) -> characteristic(list, name, value));
        Json.read(row.receipts(), JsonNode.class)
                .properties()
                .forEach(receipt -> Lent.hidden(receipt.getValue()).properties().forEach(field -> {
                    JsonNode value = field.getValue();
                    if (value.isValueNode() || isTexts(value)) {
                        characteristic(list, receipt.getKey() + "." + field.getKey(), value);
                    }
                }));
    }

    private static boolean isTexts(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
    }

    private static void characteristic(ArrayNode list, String name, JsonNode value) {
        String type = value.isArray() ? "StringArrayCharacteristic" : Characteristics.type(value);
        list.addObject().put("@type", type).put("name", name).set("value", value);
    }

    /** From its activation on; what it costs to end it before is in the plan of the order that does. */
    private static void term(ObjectNode json, ProductBody body, ProductRow row) {
        JsonNode months = body.characteristics().get(Offering.TERM);
        if (months != null) {
            ObjectNode term = json.putArray("productTerm").addObject();
            term.put("@type", "ProductTerm").put("name", "ordered term");
            term.putObject("duration").put("amount", months.intValue()).put("units", "month");
            if (row.activeSince() != null) {
                term.putObject("validFor")
                        .put("startDateTime", row.activeSince().toString())
                        .put(
                                "endDateTime",
                                row.activeSince()
                                        .atOffset(ZoneOffset.UTC)
                                        .plusMonths(months.longValue())
                                        .toInstant()
                                        .toString());
            }
        }
    }

    private static void place(ObjectNode json, ProductRow row) {
        ArrayNode places = json.putArray("place");
        if (row.place() != null) {
            places.addObject()
                    .put("@type", "RelatedPlaceRefOrValue")
                    .put("role", "installationPlace")
                    .putObject("place")
                    .put("@type", "PlaceRef")
                    .put("@referredType", "GeographicSite")
                    .put("id", row.place());
        }
    }

    /** Names another product, or the service key that stands for it. */
    static void relation(ObjectNode json, String type, String productId) {
        ObjectNode relation = json.withArray(RELATIONS)
                .addObject()
                .put("@type", "ProductRelationship")
                .put("relationshipType", type);
        if (ServiceKey.isId(productId)) {
            relation.put("serviceKey", productId);
        } else {
            relation.put("id", productId).put("href", TmfPaths.PRODUCTS + "/" + productId);
        }
    }

    private static void party(ObjectNode json, ProductRow row) {
        json.putObject("billingAccount").put("@type", "BillingAccountRef").put("id", row.tenant());
        ObjectNode party = json.putArray("relatedParty")
                .addObject()
                .put("@type", "RelatedPartyOrPartyRole")
                .put("role", "customer");
        party.putObject("partyOrPartyRole")
                .put("@type", "PartyRef")
                .put("@referredType", "Organization")
                .put("id", row.tenant());
    }
}
