package dev.turnup.port.inventory;

import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The units of one speed at one site. The first that a step takes is owned by its key, and each further one by the key and its
 * ordinal: so a retry can't take more.
 */
final class Members {
    private static final int MOST = 8;
    private static final String FREE = "site = :site and speed = :speed and owner is null";
    /** The owner is null for all of them; but with it PostgreSQL walks the index, and stops at the first. */
    private static final String UP = " order by owner, id";

    private static final String DOWN = " order by owner desc, id desc";

    /** So many free ones to begin at, from either end: more than there are connections in a process. */
    private static final int BEGINNINGS = 32;

    private final Handle tx;
    private final String site;
    private final long speedMbps;

    Members(Handle tx, String site, long speedMbps) {
        this.tx = tx;
        this.site = site;
        this.speedMbps = speedMbps;
    }

    /** @param entry where the device's cables enter the building; null where that isn't known */
    record Taken(String device, @Nullable String entry, List<String> units) {}

    private record Unit(String id, String device, @Nullable String entry) {}

    /** A device, and how many of its units are free. */
    private record Free(String device, int units) {}

    Taken one(String key) {
        Unit unit = nearby().or(this::any).orElseThrow(() -> free().isEmpty() ? none(" at " + site) : busy());
        return new Taken(unit.device(), unit.entry(), owned(key, List.of(unit.id())));
    }

    /**
     * Half of the takers look from the first unit on and half from the last one back, each from a random one of the free ones there:
     * so they seldom meet, and devices fill alike.
     */
    private Optional<Unit> nearby() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        boolean up = random.nextBoolean();
        String order = up ? UP : DOWN;
        return tx.createQuery("select id from port_unit where " + FREE + order + " limit 1 offset :beginning")
                .bindMap(which())
                .bind("beginning", random.nextInt(BEGINNINGS))
                .mapTo(String.class)
                .findOne()
                .flatMap(id -> unit(" and id " + (up ? ">=" : "<=") + " :from" + order, Map.of("from", id)));
    }

    private Optional<Unit> any() {
        return unit(UP, Map.of());
    }

    private Optional<Unit> unit(String rest, Map<String, ?> parameters) {
        return tx.createQuery("select id, device, entry from port_unit where " + FREE + rest
                        + " limit 1 for update skip locked")
                .bindMap(which())
                .bindMap(parameters)
                .map((row, context) -> new Unit(row.getString("id"), row.getString("device"), row.getString("entry")))
                .findOne();
    }

    /** All on one device: the one with most free units, so that bundles find room to grow. */
    Taken together(String key, int count, Apart apart) {
        List<Free> devices = free().stream()
                .filter(device -> !apart.devices().contains(device.device()))
                .toList();
        for (Free device : devices) {
            List<String> units = device.units() < count ? List.of() : lock(device.device(), count);
            if (units.size() == count) {
                return new Taken(device.device(), Apart.entry(tx, device.device()), owned(key, units));
            }
        }
        int most = devices.isEmpty() ? 0 : devices.getFirst().units();
        String so = (count == 1 ? "" : " " + count + " times on one device") + " at " + site
                + (apart.from() == null ? "" : " apart from the " + apart.from());
        throw most < count ? none(so) : busy();
    }

    /** More on this very device. */
    List<String> on(String device, String key, int count) {
        List<String> units = lock(device, count);
        if (units.size() == count) {
            return owned(key, units);
        }
        int free = free().stream()
                .filter(one -> one.device().equals(device))
                .mapToInt(Free::units)
                .sum();
        throw free < count ? none(" " + count + " times on " + device + ", but " + free) : busy();
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

    private List<String> owned(String key, List<String> units) {
        List<String> keys = keys(key, units.size());
        for (int n = 0; n < units.size(); n++) {
            tx.createUpdate("update port_unit set owner = :key where id = :id")
                    .bind("key", keys.get(n))
                    .bind("id", units.get(n))
                    .execute();
        }
        return units;
    }

    private List<String> lock(String device, int count) {
        return tx.createQuery("""
                        select id from port_unit where site = :site and speed = :speed and device = :device
                            and owner is null order by id limit :count for update skip locked""")
                .bindMap(which())
                .bind("device", device)
                .bind("count", count)
                .mapTo(String.class)
                .list();
    }

    private List<Free> free() {
        return tx.createQuery("""
                        select device, count(*) as units from port_unit
                        where site = :site and speed = :speed and owner is null
                        group by device order by units desc, device""")
                .bindMap(which())
                .map((row, context) -> new Free(row.getString("device"), row.getInt("units")))
                .list();
    }

    private Map<String, Object> which() {
        return Map.of("site", site, "speed", speedMbps);
    }

    private StepFailure none(String where) {
        return new StepFailure(FailureCode.NO_CAPACITY, "no port of " + speedMbps + " Mbit/s is free" + where);
    }

    private static StepFailure busy() {
        return new StepFailure(FailureCode.DATABASE_BUSY, "all that are free are being taken right now");
    }
}
