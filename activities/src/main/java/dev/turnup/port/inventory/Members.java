package dev.turnup.port.inventory;

import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The units of one speed at one site. The first that a step takes is owned by its key, and each further one by the key and its
 * ordinal: so a retry can't take more.
 */
final class Members {
    private static final int MOST = 8;
    private static final String WHICH = "site = :site and speed = :speed";
    private static final FreeUnits ANY = new FreeUnits("port_unit", "id", WHICH, "id", "device", "entry");
    private static final String FREE = "from port_unit where " + WHICH + " and owner is null";

    private final Handle tx;
    private final String site;
    private final long speedMbps;

    Members(Handle tx, String site, long speedMbps) {
        this.tx = tx;
        this.site = site;
        this.speedMbps = speedMbps;
    }

    /** @param entry where the building is entered; null where that isn't known */
    record Unit(String id, String device, @Nullable String entry) {}

    /** A device, and how many of its units are free. */
    private record Free(String device, int units) {}

    /** Any that is free. */
    Unit one(String key) {
        return ANY.take(tx, key, which(), (row, context) -> unit(row), none(" at " + site));
    }

    /** All on one device: the one with most free units, so that bundles find room to grow. */
    List<Unit> together(String key, int count, Apart apart) {
        List<Free> all = free();
        List<Free> devices = all.stream()
                .filter(device -> !apart.devices().contains(device.device()))
                .toList();
        for (Free device : devices) {
            List<Unit> units = device.units() < count ? List.of() : lock(device.device(), count);
            if (units.size() == count) {
                return owned(key, units);
            }
        }
        if (devices.stream().anyMatch(device -> device.units() >= count)) {
            throw FreeUnits.busy();
        }
        throw noCapacity((count == 1 ? "" : " " + count + " times on one device") + " at " + site
                + (apart.from() == null ? "" : " apart from the " + apart.from()) + left(all, apart));
    }

    /** More on this very device. */
    List<Unit> on(String device, String key, int count) {
        List<Unit> units = lock(device, count);
        if (units.size() == count) {
            return owned(key, units);
        }
        List<Free> there =
                free().stream().filter(one -> one.device().equals(device)).toList();
        if (there.stream().anyMatch(one -> one.units() >= count)) {
            throw FreeUnits.busy();
        }
        throw noCapacity(" " + count + " times on " + device + left(there, Apart.NOTHING));
    }

    static void giveBack(Handle tx, String key) {
        tx.createUpdate("update port_unit set owner = null, suspended_by = null where owner in (<keys>)")
                .bindList("keys", keys(key, MOST))
                .execute();
    }

    static boolean isTaken(Handle tx, String key) {
        return tx.createQuery("select count(*) from port_unit where owner in (<keys>)")
                        .bindList("keys", keys(key, MOST))
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    private static List<String> keys(String key, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> n == 1 ? key : key + "#" + n)
                .toList();
    }

    private List<Unit> owned(String key, List<Unit> units) {
        List<String> keys = keys(key, units.size());
        for (int n = 0; n < units.size(); n++) {
            tx.createUpdate("update port_unit set owner = :key where id = :id")
                    .bind("key", keys.get(n))
                    .bind("id", units.get(n).id())
                    .execute();
        }
        return units;
    }

    private List<Unit> lock(String device, int count) {
        return tx.createQuery("select id, device, entry " + FREE
                        + " and device = :device order by id limit :count for update skip locked")
                .bindMap(which())
                .bind("device", device)
                .bind("count", count)
                .map((row, context) -> unit(row))
                .list();
    }

    private static Unit unit(ResultSet row) throws SQLException {
        return new Unit(row.getString("id"), row.getString("device"), row.getString("entry"));
    }

    private List<Free> free() {
        return tx.createQuery(
                        "select device, count(*) as units " + FREE + " group by device order by units desc, device")
                .bindMap(which())
                .map((row, context) -> new Free(row.getString("device"), row.getInt("units")))
                .list();
    }

    private Map<String, Object> which() {
        return Map.of("site", site, "speed", speedMbps);
    }

    /** What there is, though it won't do. */
    private static String left(List<Free> devices, Apart apart) {
        return devices.isEmpty()
                ? ""
                : "; free are "
                        + devices.stream()
                                .map(device -> device.units() + " on " + device.device()
                                        + (apart.devices().contains(device.device()) ? ", which shares it" : ""))
                                .collect(Collectors.joining("; "));
    }

    private String none(String where) {
        return "no port of " + speedMbps + " Mbit/s is free" + where;
    }

    private StepFailure noCapacity(String where) {
        return new StepFailure(FailureCode.NO_CAPACITY, none(where));
    }
}
