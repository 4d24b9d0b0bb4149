package dev.turnup.locationcheck.records;

import dev.turnup.location.Location;
import dev.turnup.location.address.Match;
import dev.turnup.location.address.Ranking;
import dev.turnup.location.find.LocationFinder;
import dev.turnup.location.find.Pointed;
import dev.turnup.location.offer.FreeBandwidth;
import dev.turnup.location.store.Circle;
import dev.turnup.location.store.LocationStore;
import dev.turnup.location.store.LocationStore.Near;
import dev.turnup.locationcheck.file.Site;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Looks sites up in the list as it is at that moment, and what is free there. */
public final class SiteAnswers {
    /** Farther away is no answer to the question where the site is. */
    private static final double RADIUS_KM = 5;

    private static final int CANDIDATES = 5;

    private final LocationFinder finder;
    private final LocationStore store;
    private final FreeBandwidth free;

    public SiteAnswers(Jdbi jdbi, InstantSource clock) {
        this.store = new LocationStore(jdbi);
        this.finder = new LocationFinder(store);
        this.free = new FreeBandwidth(jdbi, clock);
    }

    /** One for each site, in their order; what is free is asked for of all at once. */
    List<Answer> answers(List<Site> sites) {
        List<Found> found = sites.stream().map(this::find).toList();
        Map<String, Long> left = free.at(
                found.stream().flatMap(one -> Stream.ofNullable(one.location())).toList());
        return found.stream().map(one -> one.answer(left)).toList();
    }

    /** A site's building, or what is answered where there is none. */
    private record Found(@Nullable Location location, Function<@Nullable Long, Answer> told) {
        static Found not(Answer answer) {
            return new Found(null, free -> answer);
        }

        static Found at(Location location, Site site, @Nullable Double confidence, @Nullable Double distance) {
            return new Found(location, free -> Answer.of(location, site.speed(), free, confidence, distance));
        }

        Answer answer(Map<String, Long> left) {
            return told.apply(location == null ? null : left.get(location.id()));
        }
    }

    private Found find(Site site) {
        if (site.problem() != null) {
            return Found.not(Answer.without(Result.invalid, site.problem()));
        }
        return switch (site.way()) {
            case address -> byAddress(site);
            case coordinates -> byCoordinates(site);
            case location -> byId(site);
            case none -> Found.not(Answer.without(Result.invalid, "it doesn't say where the site is"));
        };
    }

    private Found byAddress(Site site) {
        Ranking<Location> ranking = finder.find(site.asked());
        if (ranking.best().isEmpty()) {
            return Found.not(Answer.without(Result.notFound, "no listed address is like it"));
        }
        Match<Location> best = ranking.best().getFirst();
        if (ranking.certain()) {
            return Found.at(best.candidate(), site, rounded(best.confidence(), 100), null);
        }
        List<Location> candidates =
                ranking.best().stream().map(Match::candidate).toList();
        String reason = candidates.size() == 1 ? "it isn't quite the same address" : "several addresses are like it";
        return Found.not(Answer.uncertain(reason, candidates, rounded(best.confidence(), 100), null));
    }

    private Found byCoordinates(Site site) {
        String[] degrees = site.asked().split(" ", 2);
        Circle circle = new Circle(Double.parseDouble(degrees[0]), Double.parseDouble(degrees[1]), RADIUS_KM);
        List<Near> near = store.near(circle, CANDIDATES);
        if (near.isEmpty()) {
            return Found.not(Answer.without(Result.notFound, "nothing can be had within 5 km"));
        }
        double distance = rounded(near.getFirst().kilometres(), 1_000);
        Pointed pointed = new Pointed(near);
        return pointed.certain()
                .map(location -> Found.at(location, site, null, distance))
                .orElseGet(() -> Found.not(uncertain(pointed, distance)));
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

    private Found byId(Site site) {
        return store.byId(site.asked())
                .map(location -> Found.at(location, site, null, null))
                .orElseGet(() -> Found.not(Answer.without(Result.notFound, "the list has no such location_id")));
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
