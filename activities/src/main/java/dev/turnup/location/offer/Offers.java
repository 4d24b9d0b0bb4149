package dev.turnup.location.offer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Offering;
import dev.turnup.location.Location;
import dev.turnup.location.offer.Offer.NearSite;
import dev.turnup.location.store.LocationStore;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what can be had at a place: out of the catalogue, as far as the place allows. */
public final class Offers {
    public static final String INTERNET = "internet-on-demand";
    public static final String PORT = "port";

    private final Catalogue catalogue;
    private final LocationStore locations;
    private final Sites sites;

    public Offers(Catalogue catalogue, LocationStore locations, Sites sites) {
        this.catalogue = catalogue;
        this.locations = locations;
        this.sites = sites;
    }

    /** At a site or a building. */
    public Optional<Offer> find(String id) {
        return sites.find(id).map(this::at).or(() -> locations.byId(id).map(this::at));
    }

    public Offer at(Location building) {
        Stream<Tier> tiers = building.isServiceable() ? tiers(INTERNET, building) : Stream.empty();
        return offer("building", INTERNET, building, tiers.toList());
    }

    public Offer at(Site site) {
        return offer(
                "site",
                PORT,
                site.location(),
                tiers(PORT, site.location())
                        .filter(tier -> site.freePorts().contains(tier.speedMbps()))
                        .toList());
    }

    /** All data centres, the nearest to a place first. */
    public Stream<NearSite> sitesBy(Location from) {
        return sites.by(from.latitude(), from.longitude());
    }

    private Offer offer(String kind, String offering, Location location, List<Tier> tiers) {
        return new Offer(
                kind, offering, location, tiers, sitesBy(location).findFirst().orElse(null));
    }

    private Stream<Tier> tiers(String offering, Location location) {
        return catalogue.offering(offering).stream()
                .flatMap(known -> known.prices().stream())
                .flatMap(price -> tier(price, location).stream())
                .sorted(Comparator.comparingLong(Tier::speedMbps));
    }

    private static Optional<Tier> tier(Offering.Price price, Location location) {
        JsonNode speed = Objects.requireNonNull(price.when().get("speedMbps"));
        return location.way(speed.asLong())
                .map(way -> new Tier(speed.asLong(), way.technology(), way.leadTimeDays(), price.perHour()));
    }
}
