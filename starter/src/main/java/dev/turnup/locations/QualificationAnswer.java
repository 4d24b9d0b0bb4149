package dev.turnup.locations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Money;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.location.Location;
import dev.turnup.location.answer.Answer;
import dev.turnup.location.answer.Told;
import dev.turnup.location.answer.Told.Alternate;
import dev.turnup.location.offer.Offer;
import dev.turnup.location.offer.Tier;
import java.time.Duration;
import java.util.List;

/** A stored answer as TMF679 writes it. */
record QualificationAnswer(Answer answer, String currency) {
    /** From the best to the worst: of several items the worst counts. */
    private static final List<String> RESULTS = List.of("qualified", "alternate", "unqualified");

    ObjectNode json() {
        ObjectNode json = TreeJson.object()
                .put("@type", "CheckProductOfferingQualification")
                .put("id", answer.id())
                .put("href", TmfPaths.QUALIFICATIONS + "/" + answer.id())
                .put("state", "done")
                .put("creationDate", answer.at().toString())
                .put("effectiveQualificationDate", answer.at().toString())
                .put("expirationDate", answer.until().toString())
                .put("instantSyncQualification", true)
                .put("qualificationResult", result());
        ArrayNode items = json.putArray(QualificationReader.ITEM);
        answer.told().forEach(told -> items.add(item(told)));
        return json;
    }

    private String result() {
        return RESULTS.get(answer.told().stream()
                .mapToInt(told -> RESULTS.indexOf(told.result()))
                .max()
                .orElse(0));
    }

    private ObjectNode item(Told told) {
        ObjectNode json = TreeJson.object()
                .put("@type", "CheckProductOfferingQualificationItem")
                .put("id", told.item())
                .put("action", "add")
                .put("state", "done")
                .put("qualificationItemResult", told.result());
        json.set("productOffering", offering(told.offering()));
        if (told.offer() != null) {
            Location place = told.offer().location();
            json.set(
                    "product",
                    withFree(
                            told.tier()
                                    .map(tier -> product(place, tier))
                                    .orElseGet(() -> wished(place, told.speedMbps())),
                            told.offer()));
        }
        if (told.reason() != null) {
            json.putArray("eligibilityResultReason")
                    .addObject()
                    .put("@type", "EligibilityResultReason")
                    .put("code", told.reason().code())
                    .put("label", told.reason().label());
        }
        told.tier()
                .ifPresent(tier -> json.put("expectedActivationDate", date(tier))
                        .put("guaranteedUntilDate", answer.until().toString()));
        ArrayNode alternates = json.putArray("alternateProductOfferingProposal");
        for (Alternate alternate : told.alternates()) {
            alternates.add(alternate(told, alternate, alternates.size() + 1));
        }
        return json;
    }

    private ObjectNode alternate(Told told, Alternate alternate, int number) {
        ObjectNode json = TreeJson.object()
                .put("@type", "AlternateProductOfferingProposal")
                .put("id", String.valueOf(number));
        json.set("alternateProductOffering", offering(told.offering()));
        ObjectNode product = product(alternate.offer().location(), alternate.tier());
        json.set("alternateProduct", withFree(product, alternate.offer()));
        return json.put("alternateActivationDate", date(alternate.tier()));
    }

    private String date(Tier tier) {
        return answer.at().plus(Duration.ofDays(tier.leadTimeDays())).toString();
    }

    private static ObjectNode offering(String id) {
        return TreeJson.object()
                .put("@type", "ProductOfferingRef")
                .put("id", id)
                .put("href", TmfPaths.PRODUCT_OFFERINGS + "/" + id);
    }

    private ObjectNode product(Location place, Tier tier) {
        ObjectNode json = wished(place, tier.speedMbps());
        ArrayNode characteristics = json.withArray("productCharacteristic");
        characteristics
                .addObject()
                .put("@type", "StringCharacteristic")
                .put("name", "technology")
                .put("value", tier.technology());
        number(characteristics, "leadTimeDays", tier.leadTimeDays());
        json.putArray("productPrice").add(Money.hourly("ProductPrice", "Hourly price", tier.perHour(), currency));
        return json;
    }

    private static ObjectNode wished(Location place, long speedMbps) {
        ObjectNode json = TreeJson.object().put("@type", "Product");
        ObjectNode related = json.putArray("place")
                .addObject()
                .put("@type", "RelatedPlaceRefOrValue")
                .put("role", "installationPlace");
        ObjectNode address = OfferAnswer.address(place.address());
        address.set("streetName", address.remove("street"));
        related.putObject("place")
                .put("@type", "GeographicAddress")
                .put("id", place.id())
                .setAll(address);
        number(json.putArray("productCharacteristic"), "speedMbps", speedMbps);
        return json;
    }

    /** What can still be sold there in all, where that is known. */
    private static ObjectNode withFree(ObjectNode product, Offer offer) {
        if (offer.freeMbps() != null) {
            number(product.withArray("productCharacteristic"), "freeMbps", offer.freeMbps());
        }
        return product;
    }

    private static void number(ArrayNode characteristics, String name, long value) {
        characteristics
                .addObject()
                .put("@type", "IntegerCharacteristic")
                .put("name", name)
                .put("value", value);
    }
}
