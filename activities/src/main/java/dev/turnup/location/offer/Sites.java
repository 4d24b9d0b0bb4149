package dev.turnup.location.offer;

import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import dev.turnup.location.offer.Offer.NearSite;
import dev.turnup.location.store.GreatCircle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The data centres, some dozens, and what ports they have free. */
public final class Sites {
    /** Every answer names one of them, so they are kept for as long as an answer may be cached. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(List<Site> sites, Instant until) {}

    public Sites(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    public Optional<Site> find(String id) {
        return all().stream().filter(site -> site.location().id().equals(id)).findFirst();
    }

    /** The nearest first. */
    public Stream<NearSite> by(double latitude, double longitude) {
        return all().stream()
                .map(site -> new NearSite(site, kilometres(site.location(), latitude, longitude)))
                .sorted(Comparator.comparingDouble(NearSite::kilometres));
    }

    private static double kilometres(Location site, double latitude, double longitude) {
        return GreatCircle.kilometres(latitude, longitude, site.latitude(), site.longitude());
    }

    private List<Site> all() {
        Known last = known;
        Instant now = clock.instant();
        if (last == null || !now.isBefore(last.until())) {
            last = new Known(jdbi.withHandle(Sites::read), now.plus(FRESH));
            known = last;
        }
        return last.sites();
    }

    private static List<Site> read(Handle handle) {
        Map<String, TreeSet<Long>> free = handle.createQuery(
                        "select distinct site, speed from port_unit where owner is null")
                .map((row, context) -> Map.entry(row.getString("site"), row.getLong("speed")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new))));
        return handle.createQuery("select * from place where kind = 'site' order by id")
                .map((row, context) -> new Site(
                        location(row),
                        row.getString("name"),
                        List.copyOf(free.getOrDefault(row.getString("id"), new TreeSet<>()))))
                .list();
    }

    private static Location location(ResultSet row) throws SQLException {
        long speed = row.getLong("max_speed");
        return new Location(
                row.getString("id"),
                new ListedAddress(
                        row.getString("street"),
                        row.getString("city"),
                        row.getString("region"),
                        row.getString("postal_code"),
                        row.getString("country")),
                row.getDouble("latitude"),
                row.getDouble("longitude"),
                List.of(new Access(row.getString("technology"), speed, row.getInt("lead_days"))),
                speed);
    }
}
