package dev.turnup.location.offer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.catalogue.Offering;
import dev.turnup.location.Location;
import dev.turnup.location.offer.Offer.NearSite;
import dev.turnup.location.store.LocationStore;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what can be had at a place: out of the catalogue, as far as the place allows. */
public final class Offers {
    public static final String INTERNET = "internet-on-demand";
    public static final String PORT = "port";

    private final Catalogues catalogues;
    private final LocationStore locations;
    private final Sites sites;
    private final FreeBandwidth free;
    private final InstantSource clock;

    public Offers(
            Catalogues catalogues, LocationStore locations, Sites sites, FreeBandwidth free, InstantSource clock) {
        this.catalogues = catalogues;
        this.locations = locations;
        this.sites = sites;
        this.free = free;
        this.clock = clock;
    }

    /** At a site or a building. */
    public Optional<Offer> find(String id) {
        return sites.find(id).map(this::at).or(() -> locations.byId(id).map(this::at));
    }

    public Offer at(Location building) {
        return at(List.of(building)).getFirst();
    }

    /** Of each of a few buildings, in their order; what others have there is asked for of all at once. */
    public List<Offer> at(List<Location> buildings) {
        Map<String, Long> left = free.at(buildings);
        return buildings.stream()
                .map(building -> at(building, left.get(building.id())))
                .toList();
    }

    private Offer at(Location building, @Nullable Long freeMbps) {
        Stream<Tier> tiers = building.isServiceable() ? tiers(INTERNET, building) : Stream.empty();
        List<Tier> fitting = tiers.filter(tier -> freeMbps == null || tier.speedMbps() <= freeMbps)
                .toList();
        return offer("building", INTERNET, building, fitting, freeMbps);
    }

    public Offer at(Site site) {
        return offer(
                "site",
                PORT,
                site.location(),
                tiers(PORT, site.location())
                        .filter(tier -> site.freePorts().contains(tier.speedMbps()))
                        .toList(),
                null);
    }

    /** All data centres, the nearest to a place first. */
    public Stream<NearSite> sitesBy(Location from) {
        return sites.by(from.latitude(), from.longitude());
    }

    private Offer offer(String kind, String offering, Location location, List<Tier> tiers, @Nullable Long freeMbps) {
        NearSite nearest = sitesBy(location).findFirst().orElse(null);
        return new Offer(kind, offering, location, tiers, nearest, freeMbps);
    }

    private Stream<Tier> tiers(String offering, Location location) {
        return catalogues.now().orderable(clock.instant()).stream()
                .filter(known -> known.id().equals(offering))
                .flatMap(known -> known.prices().stream())
                .filter(price -> price.when().keySet().equals(Set.of("speedMbps"))) // what holds without more wishes
                .flatMap(price -> tier(price, location).stream())
                .sorted(Comparator.comparingLong(Tier::speedMbps));
    }

    private static Optional<Tier> tier(Offering.Price price, Location location) {
        JsonNode speed = Objects.requireNonNull(price.when().get("speedMbps"));
        return location.way(speed.asLong())
                .map(way -> new Tier(speed.asLong(), way.technology(), way.leadTimeDays(), price.perHour()));
    }
}
