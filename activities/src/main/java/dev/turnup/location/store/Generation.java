package dev.turnup.location.store;

import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The tables of one generation. */
public record Generation(int number) {
    public static final double MICRODEGREES = 1e6;

    public static Generation live(Handle handle) {
        return new Generation(handle.createQuery("select generation from location_live")
                .mapTo(int.class)
                .one());
    }

    public String rows() {
        return "location_" + number;
    }

    public String keys() {
        return "location_key_" + number;
    }

    public void createRows(Handle handle) {
        create(handle, rows(), "location_0", "n");
    }

    public void createKeys(Handle handle) {
        create(handle, keys(), "location_key_0", "bucket");
    }

    /** As the empty one of generation 0; rows come in the key's order, so its index costs little. */
    private static void create(Handle handle, String table, String model, String key) {
        handle.execute("create table %s as select * from %s where 1 = 0".formatted(table, model));
        handle.execute("alter table %s alter column %s set not null".formatted(table, key));
        handle.execute("alter table %s add primary key (%s)".formatted(table, key));
    }

    /**
     * All buildings that have one of these keys, and the few whose keys look the same.
     *
     * @throws Superseded if another generation is live
     */
    List<Location> findWhileLive(Handle handle, Set<Long> keys) {
        List<Integer> numbers = new ArrayList<>();
        handle.createQuery(
                        "select l.generation, k.entries from location_live l left join %s k on k.bucket = any(:buckets)"
                                .formatted(keys()))
                .bindArray("buckets", Integer.class, buckets(keys))
                .map((row, context) -> entriesWhileLive(row))
                .forEach(entries -> Buckets.rows(entries, keys, numbers::add));
        return rows(handle, numbers);
    }

    private byte[] entriesWhileLive(ResultSet row) throws SQLException {
        int live = row.getInt("generation");
        if (live != number) {
            throw new Superseded(new Generation(live));
        }
        byte[] entries = row.getBytes("entries");
        return entries == null ? new byte[0] : entries; // no bucket has one of the keys
    }

    private List<Location> find(Handle handle, Set<Long> keys) {
        List<Integer> numbers = new ArrayList<>();
        handle.createQuery("select entries from " + keys() + " where bucket = any(:buckets)")
                .bindArray("buckets", Integer.class, buckets(keys))
                .mapTo(byte[].class)
                .forEach(entries -> Buckets.rows(entries, keys, numbers::add));
        return rows(handle, numbers);
    }

    private static Collection<Integer> buckets(Set<Long> keys) {
        return new TreeSet<>(keys.stream().map(Buckets::of).toList());
    }

    /** Those that are there, of at most some hundreds. */
    public List<Location> byIds(Handle handle, Collection<String> ids) {
        return named(ids, find(handle, RowKeys.ids(ids)));
    }

    /** As {@link #byIds}; throws {@link Superseded} if another generation is live. */
    List<Location> byIdsWhileLive(Handle handle, Collection<String> ids) {
        return named(ids, findWhileLive(handle, RowKeys.ids(ids)));
    }

    private static List<Location> named(Collection<String> ids, List<Location> found) {
        return found.stream().filter(location -> ids.contains(location.id())).toList();
    }

    private List<Location> rows(Handle handle, List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("""
                        select id, street, city, region, postal_code, country, latitude, longitude, access, capacity
                        from %s where n = any(:numbers) order by n""".formatted(rows()))
                .bindArray("numbers", Integer.class, numbers)
                .map((row, context) -> location(row))
                .list();
    }

    private static Location location(ResultSet row) throws SQLException {
        return new Location(
                row.getString("id"),
                new ListedAddress(
                        row.getString("street"),
                        row.getString("city"),
                        row.getString("region"),
                        row.getString("postal_code"),
                        row.getString("country")),
                row.getInt("latitude") / MICRODEGREES,
                row.getInt("longitude") / MICRODEGREES,
                Access.read(row.getString("access")),
                row.getLong("capacity"));
    }
}
