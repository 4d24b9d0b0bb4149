package dev.turnup.location.answer;

import dev.turnup.location.Location;
import dev.turnup.location.address.Match;
import dev.turnup.location.address.Ranking;
import dev.turnup.location.answer.Told.Alternate;
import dev.turnup.location.answer.Told.Reason;
import dev.turnup.location.answer.Wish.Where;
import dev.turnup.location.find.LocationFinder;
import dev.turnup.location.find.Pointed;
import dev.turnup.location.offer.Offer;
import dev.turnup.location.offer.Offers;
import dev.turnup.location.store.Circle;
import dev.turnup.location.store.LocationStore;
import dev.turnup.location.store.LocationStore.Near;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of a wish whether it can be met, and where it can't, why and what comes near to it. */
public final class Qualifier {
    private static final int CANDIDATES = 5;
    private static final double ALTERNATES_KM = 5;
    private static final int ALTERNATES = 20;

    private final LocationStore locations;
    private final LocationFinder finder;
    private final Offers offers;

    public Qualifier(LocationStore locations, Offers offers) {
        this.locations = locations;
        this.finder = new LocationFinder(locations);
        this.offers = offers;
    }

    public Told tell(Wish wish) {
        return switch (wish.where()) {
            case Where.Id id ->
                offers.find(id.id(), wish.offering())
                        .map(offer -> tell(wish, offer))
                        .orElseGet(() -> Told.nowhere(wish, "placeUnknown", "no place has the id '" + id.id() + "'"));
            case Where.Address address -> atAddress(wish, finder.find(address.text()));
            case Where.Point point -> atPoint(wish, point);
        };
    }

    private Told atAddress(Wish wish, Ranking<Location> ranking) {
        if (ranking.certain()) {
            return tell(wish, ranking.best().getFirst().candidate());
        }
        if (ranking.best().isEmpty()) {
            return Told.nowhere(wish, "placeUnknown", "no building of the list has such an address");
        }
        String candidates = ranking.best().stream()
                .map(Match::candidate)
                .map(one -> one.id() + " (" + one.address().street() + ", "
                        + one.address().city() + ")")
                .collect(Collectors.joining(", "));
        return Told.nowhere(
                wish, "placeNotCertain", "the address is not certain: name the id of the one meant, " + candidates);
    }

    private Told atPoint(Wish wish, Where.Point point) {
        Circle circle = new Circle(point.latitude(), point.longitude(), Pointed.REACH_KM);
        Pointed pointed = new Pointed(locations.near(circle, CANDIDATES));
        if (pointed.candidates().isEmpty()) {
            return Told.nowhere(wish, "placeUnknown", "no serviceable building is within 100 m of the point");
        }
        String candidates = pointed.candidates().stream().map(Location::id).collect(Collectors.joining(", "));
        return pointed.certain()
                .map(location -> tell(wish, location))
                .orElseGet(() -> Told.nowhere(
                        wish,
                        "placeNotCertain",
                        "the point is not certain: name the id of the one meant, " + candidates));
    }

    private Told tell(Wish wish, Location building) {
        return tell(wish, offers.at(List.of(building), wish.offering()).getFirst());
    }

    private Told tell(Wish wish, Offer offer) {
        Reason reason = reason(wish, offer);
        List<Alternate> alternates = reason == null ? List.of() : alternates(wish, offer);
        return new Told(wish.item(), wish.offering(), wish.speedMbps(), offer, reason, alternates);
    }

    private static @Nullable Reason reason(Wish wish, Offer offer) {
        String id = offer.location().id();
        if (!offer.offering().equals(wish.offering())) {
            return new Reason(
                    "otherPlaceNeeded",
                    "'" + id + "' is a " + offer.kind() + ": there is no " + wish.offering() + " at one");
        }
        if (offer.isTaken(wish.speedMbps())) {
            return new Reason(
                    "capacityTaken",
                    "at '" + id + "' " + offer.freeMbps() + " Mbit/s are free at present, and " + wish.speedMbps()
                            + " are asked for");
        }
        if (!offer.isServiceable()) {
            return new Reason("notServiceable", "nothing can be had at '" + id + "' at present");
        }
        return offer.tier(wish.speedMbps()).isPresent()
                ? null
                : new Reason(
                        "speedNotAvailable",
                        "'" + id + "' can't have " + wish.speedMbps() + " Mbit/s; the fastest there is "
                                + offer.tiers().getLast().speedMbps());
    }

    /** The fastest that can be had there, and the nearest place that can have what was wished. */
    private List<Alternate> alternates(Wish wish, Offer offer) {
        Stream<Alternate> here = offer.isServiceable() && offer.offering().equals(wish.offering())
                ? Stream.of(new Alternate(offer, offer.tiers().getLast(), 0))
                : Stream.empty();
        return Stream.concat(here, elsewhere(wish, offer.location()).limit(1)).toList();
    }

    private Stream<Alternate> elsewhere(Wish wish, Location from) {
        if (offers.isAtSites(wish.offering())) {
            return offers.sitesBy(from)
                    .flatMap(near -> alternate(wish, offers.at(near.site(), wish.offering()), near.kilometres()));
        }
        List<Near> near =
                locations.near(new Circle(from.latitude(), from.longitude(), ALTERNATES_KM), ALTERNATES).stream()
                        .filter(one -> !one.location().id().equals(from.id()))
                        .toList();
        List<Offer> there = offers.at(near.stream().map(Near::location).toList(), wish.offering());
        return IntStream.range(0, near.size())
                .boxed()
                .flatMap(n -> alternate(wish, there.get(n), near.get(n).kilometres()));
    }

    private static Stream<Alternate> alternate(Wish wish, Offer offer, double kilometres) {
        return offer.tier(wish.speedMbps()).stream().map(tier -> new Alternate(offer, tier, kilometres));
    }
}
