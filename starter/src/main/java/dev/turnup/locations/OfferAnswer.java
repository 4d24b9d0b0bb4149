package dev.turnup.locations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Money;
import dev.turnup.api.TreeJson;
import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import dev.turnup.location.offer.Offer;
import dev.turnup.location.offer.Offer.NearSite;
import dev.turnup.location.offer.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** A place as it is answered, with all that can be had there. */
record OfferAnswer(Offer offer, String currency, Instant until) {
    private static final int METRES = 3; // digits of a kilometre

    ObjectNode json() {
        Location location = offer.location();
        ObjectNode json = TreeJson.object()
                .put("@type", "Location")
                .put("id", location.id())
                .put("href", Locations.PATH + "/" + location.id())
                .put("kind", offer.kind());
        json.set("address", address(location.address()));
        json.put("latitude", location.latitude())
                .put("longitude", location.longitude())
                .put("serviceable", offer.isServiceable())
                .put("offering", offer.offering());
        if (offer.freeMbps() != null) {
            json.put("freeMbps", offer.freeMbps());
        }
        json.set("access", access(location));
        json.set("tier", tiers(offer.tiers(), currency));
        if (offer.nearest() != null) {
            json.set("nearestSite", site(offer.nearest()));
        }
        return json.put("validUntil", until.toString());
    }

    static ObjectNode address(ListedAddress address) {
        return TreeJson.object()
                .put("street", address.street())
                .put("city", address.city())
                .put("stateOrProvince", address.region())
                .put("postcode", address.postalCode())
                .put("country", address.country());
    }

    private static ArrayNode access(Location location) {
        ArrayNode ways = TreeJson.object().putArray("access");
        for (Access way : location.isServiceable() ? location.access() : List.<Access>of()) {
            ways.addObject()
                    .put("technology", way.technology())
                    .put("maxSpeedMbps", way.maxSpeedMbps())
                    .put("leadTimeDays", way.leadTimeDays());
        }
        return ways;
    }

    static ArrayNode tiers(List<Tier> tiers, String currency) {
        ArrayNode list = TreeJson.object().putArray("tier");
        tiers.forEach(tier -> list.add(tier(tier, currency)));
        return list;
    }

    static ObjectNode tier(Tier tier, String currency) {
        ObjectNode json = TreeJson.object()
                .put("speedMbps", tier.speedMbps())
                .put("technology", tier.technology())
                .put("leadTimeDays", tier.leadTimeDays());
        json.set("perHour", Money.of(tier.perHour(), currency));
        return json;
    }

    private static ObjectNode site(NearSite near) {
        Location site = near.site().location();
        ObjectNode json = TreeJson.object()
                .put("id", site.id())
                .put("name", near.site().name())
                .put("distanceKm", kilometres(near.kilometres()));
        ArrayNode ports = json.putArray("portSpeedMbps");
        near.site().freePorts().forEach(ports::add);
        return json;
    }

    /** To the metre. */
    static BigDecimal kilometres(double kilometres) {
        return BigDecimal.valueOf(kilometres).setScale(METRES, RoundingMode.HALF_EVEN);
    }
}
