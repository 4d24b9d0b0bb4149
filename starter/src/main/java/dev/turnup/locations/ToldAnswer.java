package dev.turnup.locations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.TreeJson;
import dev.turnup.location.answer.Answer;
import dev.turnup.location.answer.Told;
import dev.turnup.location.answer.Told.Alternate;
import dev.turnup.location.offer.Offer;

/** A stored answer about one location, as it is answered. */
record ToldAnswer(Answer answer, Told told, Offer offer, String currency) {

    ObjectNode json() {
        String place = offer.location().id();
        ObjectNode json = TreeJson.object()
                .put("@type", "LocationAnswer")
                .put("id", answer.id())
                .put("href", Locations.PATH + "/" + place + "/answers/" + answer.id())
                .put("itemId", told.item())
                .put("creationDate", answer.at().toString())
                .put("validUntil", answer.until().toString())
                .put("result", told.result())
                .put("offering", told.offering())
                .put("speedMbps", told.speedMbps());
        told.tier()
                .ifPresent(tier -> json.put("technology", tier.technology())
                        .put("leadTimeDays", tier.leadTimeDays())
                        .set("perHour", OfferAnswer.tier(tier, currency).get("perHour")));
        if (told.reason() != null) {
            json.putObject("reason")
                    .put("code", told.reason().code())
                    .put("label", told.reason().label());
        }
        ArrayNode alternates = json.putArray("alternate");
        told.alternates().forEach(alternate -> alternates.add(alternate(alternate)));
        json.set("location", new OfferAnswer(offer, currency, answer.until()).json());
        return json;
    }

    private ObjectNode alternate(Alternate alternate) {
        ObjectNode json = TreeJson.object()
                .put("id", alternate.offer().location().id())
                .put("kind", alternate.offer().kind());
        json.set("address", OfferAnswer.address(alternate.offer().location().address()));
        json.put("distanceKm", OfferAnswer.kilometres(alternate.kilometres()));
        json.setAll(OfferAnswer.tier(alternate.tier(), currency));
        return json;
    }
}
