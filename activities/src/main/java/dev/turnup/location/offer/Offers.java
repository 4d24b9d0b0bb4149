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
    /** The kinds of products that places differ in: the one of buildings, and that of data centres. */
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

    /** At a site or a building, what is usually sold there. */
    public Optional<Offer> find(String id) {
        return find(id, null);
    }

    /** @param wished the offering to tell of, where such places can have it; null for what is usually sold there */
    public Optional<Offer> find(String id, @Nullable String wished) {
        return sites.find(id)
                .map(site -> at(site, wished))
                .or(() -> locations
                        .byId(id)
                        .map(building -> at(List.of(building), wished).getFirst()));
    }

    /** Of each of a few buildings, in their order; what others have there is asked for of all at once. */
    public List<Offer> at(List<Location> buildings, @Nullable String wished) {
        Offering offering = told(INTERNET, wished);
        Map<String, Long> left = free.at(buildings);
        return buildings.stream()
                .map(building -> at(building, offering, left.get(building.id())))
                .toList();
    }

    private Offer at(Location building, Offering offering, @Nullable Long freeMbps) {
        Stream<Tier> tiers = building.isServiceable() ? tiers(offering, building) : Stream.empty();
        List<Tier> fitting = tiers.filter(tier -> freeMbps == null || tier.speedMbps() <= freeMbps)
                .toList();
        return offer("building", offering, building, fitting, freeMbps);
    }

    public Offer at(Site site, @Nullable String wished) {
        Offering offering = told(PORT, wished);
        return offer(
                "site",
                offering,
                site.location(),
                tiers(offering, site.location())
                        .filter(tier -> site.freePorts().contains(tier.speedMbps()))
                        .toList(),
                null);
    }

    /** Whether it is sold at data centres, and not at buildings. */
    public boolean isAtSites(String offering) {
        return catalogues.now().specification(offering).equals(PORT);
    }

    /** What is wished where it is of that kind, and else the first of the kind that can be ordered. */
    private Offering told(String specification, @Nullable String wished) {
        List<Offering> same = catalogues.now().offerings().stream()
                .filter(offering -> offering.specification().equals(specification))
                .toList();
        return same.stream()
                .filter(offering -> offering.id().equals(wished))
                .findFirst()
                .or(() -> same.stream().filter(this::isOrderable).findFirst())
                .orElseGet(same::getFirst);
    }

    private boolean isOrderable(Offering offering) {
        return offering.edition().isOrderable(clock.instant());
    }

    /** All data centres, the nearest to a place first. */
    public Stream<NearSite> sitesBy(Location from) {
        return sites.by(from.latitude(), from.longitude());
    }

    private Offer offer(String kind, Offering offering, Location location, List<Tier> tiers, @Nullable Long freeMbps) {
        NearSite nearest = sitesBy(location).findFirst().orElse(null);
        return new Offer(kind, offering.id(), location, tiers, nearest, freeMbps);
    }

    private Stream<Tier> tiers(Offering offering, Location location) {
        return Stream.of(offering)
                .filter(this::isOrderable)
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
