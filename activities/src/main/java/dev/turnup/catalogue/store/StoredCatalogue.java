package dev.turnup.catalogue.store;

import dev.turnup.Json;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What ships with Turnup, on the terms that operators gave it; what others change shows within a second. */
public final class StoredCatalogue implements Catalogues {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final OfferingVersions versions;
    private final InstantSource clock;
    private final Catalogue shipped = Catalogue.load();
    private volatile @Nullable Seen seen;

    private record Seen(Catalogue catalogue, long versions, Instant at) {
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
        }
    }

    /** Offerings that have no terms yet begin with those that they ship with. */
    public StoredCatalogue(Jdbi jdbi, InstantSource clock) {
        this.clock = clock;
        versions = jdbi.onDemand(OfferingVersions.class);
        for (Offering offering : shipped.offerings()) {
            versions.add(offering.id(), 1, Json.write(offering.terms()), "turnup", clock.instant());
        }
    }

    @Override
    public Catalogue now() {
        Seen last = seen;
        if (last == null || !last.isFresh(clock.instant())) {
            last = look(last);
            seen = last;
        }
        return last.catalogue();
    }

    private Seen look(@Nullable Seen last) {
        Instant at = clock.instant();
        long count = versions.count(); // before what it counts: what comes between is read again
        return new Seen(last != null && last.versions() == count ? last.catalogue() : read(), count, at);
    }

    private Catalogue read() {
        Map<String, OfferingVersions.Row> newest = versions.newest().stream()
                .collect(Collectors.toMap(OfferingVersions.Row::offering, Function.identity()));
        List<Offering> offerings = shipped.offerings().stream()
                .map(offering -> Optional.ofNullable(newest.get(offering.id()))
                        .map(row -> on(offering, row))
                        .orElse(offering))
                .toList();
        return new Catalogue(shipped.version(), shipped.currency(), offerings);
    }

    /** All versions of an offering, the newest first; none where there is no such offering. */
    public List<Offering> versions(String id) {
        return shipped.offering(id).stream()
                .flatMap(offering -> versions.of(id).stream().map(row -> on(offering, row)))
                .toList();
    }

    public Optional<Offering> version(String id, int version) {
        return shipped.offering(id)
                .flatMap(offering -> versions.find(id, version).map(row -> on(offering, row)));
    }

    private static Offering on(Offering offering, OfferingVersions.Row row) {
        return offering.on(row.read(), row.version(), row.createdAt());
    }

    /** False where somebody else made this version first. */
    public boolean add(String offering, int version, Terms terms, String actor, Instant at) {
        boolean added = versions.add(offering, version, Json.write(terms), actor, at) == 1;
        seen = null;
        return added;
    }
}
