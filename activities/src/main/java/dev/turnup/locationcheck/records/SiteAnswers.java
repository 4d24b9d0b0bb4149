package dev.turnup.locationcheck.records;

import dev.turnup.location.Location;
import dev.turnup.location.address.Match;
import dev.turnup.location.address.Ranking;
import dev.turnup.location.find.LocationFinder;
import dev.turnup.location.find.Pointed;
import dev.turnup.location.store.Circle;
import dev.turnup.location.store.LocationStore;
import dev.turnup.location.store.LocationStore.Near;
import dev.turnup.locationcheck.file.Site;
import java.util.List;

/** Looks one site up in the list as it is at that moment. */
public final class SiteAnswers {
    /** Farther away is no answer to the question where the site is. */
    private static final double RADIUS_KM = 5;

    private static final int CANDIDATES = 5;

    private final LocationFinder finder;
    private final LocationStore store;

    public SiteAnswers(LocationStore store) {
        this.finder = new LocationFinder(store);
        this.store = store;
    }

    Answer answer(Site site) {
        if (site.problem() != null) {
            return Answer.without(Result.invalid, site.problem());
        }
        return switch (site.way()) {
            case address -> byAddress(site);
            case coordinates -> byCoordinates(site);
            case location -> byId(site);
            case none -> Answer.without(Result.invalid, "it doesn't say where the site is");
        };
    }

    private Answer byAddress(Site site) {
        Ranking<Location> ranking = finder.find(site.asked());
        if (ranking.best().isEmpty()) {
            return Answer.without(Result.notFound, "no listed address is like it");
        }
        Match<Location> best = ranking.best().getFirst();
        if (ranking.certain()) {
            return Answer.of(best.candidate(), site.speed(), rounded(best.confidence(), 100), null);
        }
        List<Location> candidates =
                ranking.best().stream().map(Match::candidate).toList();
        String reason = candidates.size() == 1 ? "it isn't quite the same address" : "several addresses are like it";
        return Answer.uncertain(reason, candidates, rounded(best.confidence(), 100), null);
    }

    private Answer byCoordinates(Site site) {
        String[] degrees = site.asked().split(" ", 2);
        Circle circle = new Circle(Double.parseDouble(degrees[0]), Double.parseDouble(degrees[1]), RADIUS_KM);
        List<Near> near = store.near(circle, CANDIDATES);
        if (near.isEmpty()) {
            return Answer.without(Result.notFound, "nothing can be had within 5 km");
        }
        double distance = rounded(near.getFirst().kilometres(), 1_000);
        Pointed pointed = new Pointed(near);
        return pointed.certain()
                .map(location -> Answer.of(location, site.speed(), null, distance))
                .orElseGet(() -> uncertain(pointed, distance));
    }

    private static Answer uncertain(Pointed pointed, double distance) {
        return pointed.candidates().isEmpty()
                ? Answer.uncertain(
                        "the nearest is farther away than 100 m",
                        pointed.near().stream().map(Near::location).toList(),
                        null,
                        distance)
                : Answer.uncertain("another building is about as near", pointed.candidates(), null, distance);
    }

    private Answer byId(Site site) {
        return store.byId(site.asked())
                .map(location -> Answer.of(location, site.speed(), null, null))
                .orElseGet(() -> Answer.without(Result.notFound, "the list has no such location_id"));
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
