package dev.turnup.place;

import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.store.LocationStore;
import dev.turnup.plan.Inventory.Place;
import dev.turnup.plan.Inventory.Way;
import dev.turnup.qualification.Qualification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Where services can be: sites and withdrawn buildings in table place, and the list of buildings. */
public final class StoredPlaces {
    private final Jdbi jdbi;
    private final LocationStore locations;

    public StoredPlaces(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.locations = new LocationStore(jdbi);
    }

    public Optional<Place> find(String id) {
        return kept(id).or(() -> listed(id)).or(() -> kept(id)); // it may have left the list in between
    }

    private Optional<Place> listed(String id) {
        return locations.byId(id).map(location -> place(location, "building"));
    }

    private Optional<Place> kept(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, case kind when 'site' then kind else 'withdrawn building' end as kind, name, on_ramps,
                            technology, max_speed, lead_days, access, capacity from place
                        where id = :id and (kind = 'site' or withdrawn_at is not null)""")
                .bind("id", id)
                .map((row, context) -> new Place(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("name"),
                        onRamps(row.getString("on_ramps")),
                        ways(access(row)),
                        row.getLong("capacity")))
                .findOne());
    }

    private static List<Access> access(ResultSet row) throws SQLException {
        String all = row.getString("access");
        return all == null
                ? List.of(new Access(row.getString("technology"), row.getLong("max_speed"), row.getInt("lead_days")))
                : Access.read(all);
    }

    /**
     * As orders see it.
     *
     * @param kind {@code building} or {@code site}
     */
    public static Place place(Location location, String kind) {
        return new Place(
                location.id(),
                kind,
                location.address().street(),
                Map.of(),
                ways(location.access()),
                location.capacityMbps());
    }

    /** One of which no more is known than what was told of it. */
    public static Place withdrawn(String id, Qualification.Answered told) {
        Way way = new Way(told.technology(), told.maxSpeedMbps(), told.leadTimeDays());
        return new Place(id, "withdrawn building", id, Map.of(), List.of(way), told.capacityMbps());
    }

    private static List<Way> ways(List<Access> access) {
        return access.stream()
                .filter(one -> one.maxSpeedMbps() > 0 && !one.technology().equals("none"))
                .map(one -> new Way(one.technology(), one.maxSpeedMbps(), one.leadTimeDays()))
                .toList();
    }

    /** {@code cloud:region;cloud:region} */
    private static Map<String, String> onRamps(String text) {
        Map<String, String> onRamps = new LinkedHashMap<>();
        for (String pair : text.split(";", 0)) {
            int colon = pair.indexOf(':');
            if (colon > 0) {
                onRamps.putIfAbsent(pair.substring(0, colon), pair.substring(colon + 1));
            }
        }
        return onRamps;
    }
}
