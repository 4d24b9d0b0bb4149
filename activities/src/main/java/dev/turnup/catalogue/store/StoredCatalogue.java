package dev.turnup.catalogue.store;

import dev.turnup.Json;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What ships with Turnup, on the terms that operators gave it, and what they sell beside it; what others change shows within a second. */
public final class StoredCatalogue implements Catalogues {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Jdbi jdbi;
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
        this.jdbi = jdbi;
        this.clock = clock;
        versions = jdbi.onDemand(OfferingVersions.class);
        for (Offering offering : shipped.offerings()) {
            versions.create(offering.id(), offering.specification());
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
        List<Offering> offerings = offered(versions.newest()).sorted(byKind()).toList();
        return new Catalogue(shipped.version(), shipped.currency(), offerings);
    }

    /** What ships before what is sold of the same kind beside it. */
    private Comparator<Offering> byKind() {
        List<String> kinds = shipped.offerings().stream().map(Offering::id).toList();
        return Comparator.comparingInt((Offering one) -> kinds.indexOf(one.specification()))
                .thenComparing(one -> !one.ships())
                .thenComparing(Offering::id);
    }

    /** What comes with Turnup, on the terms that it comes with: one offering for each kind. */
    public Catalogue shipped() {
        return shipped;
    }

    /** All versions of an offering, the newest first; none where there is no such offering. */
    public List<Offering> versions(String id) {
        return offered(versions.of(id)).toList();
    }

    private Stream<Offering> offered(List<OfferingVersions.Row> rows) {
        return rows.stream()
                .flatMap(row -> shipped
                        .offering(row.specification())
                        .map(kind -> kind.on(row.offering(), row.read(), row.version(), row.createdAt()))
                        .stream());
    }

    /** False where somebody else made this version first, or deleted the offering. */
    public boolean add(String offering, int version, Terms terms, String actor, Instant at) {
        boolean added = jdbi.inTransaction(tx -> {
            OfferingVersions rows = tx.attach(OfferingVersions.class);
            return !rows.lock(offering).isEmpty() && rows.add(offering, version, Json.write(terms), actor, at) == 1;
        });
        reread();
        return added;
    }

    /** In the caller's transaction; when that is committed, {@link #reread}. False where there is such an id, or was one. */
    public static boolean create(Handle tx, Offering offering, String actor) {
        OfferingVersions versions = tx.attach(OfferingVersions.class);
        Instant at = offering.edition().lastUpdate();
        return versions.create(offering.id(), offering.specification()) == 1
                && versions.add(offering.id(), 1, Json.write(offering.terms()), actor, at) == 1;
    }

    /** False where something was ordered on it. */
    public boolean delete(String id) {
        boolean deleted = jdbi.inTransaction(tx -> {
            OfferingVersions rows = tx.attach(OfferingVersions.class);
            rows.lock(id);
            if (rows.isOrdered(id)) {
                return false;
            }
            rows.delete(id);
            return true;
        });
        reread();
        return deleted;
    }

    /** What was changed shows here at once. */
    public void reread() {
        seen = null;
    }
}
