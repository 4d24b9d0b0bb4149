package dev.turnup.intake;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The units that can be given out: ports at every site, addresses and circuit numbers. */
final class PortStock {
    private static final int DEVICES = 2;
    private static final int CHUNK = 2_000; // a batch counts as one statement, and none may take long

    /** Ports of each device, by megabits per second. */
    private static final Map<Long, Integer> PORTS = Map.of(1_000L, 24, 10_000L, 24, 100_000L, 12, 400_000L, 4);

    private static final int PREFIXES = 4096;
    private static final int FIRST_VNI = 4096;
    private static final int LAST_VNI = 8191;

    private PortStock() {}

    static void fill(Handle tx) {
        ports(tx);
        prefixes(tx, "internet", "100.64."); // RFC 6598: shared address space
        prefixes(tx, "peering", "169.254."); // RFC 3927: link-local, as clouds use it for BGP
        PreparedBatch batch = tx.prepareBatch("insert into vni (vni) values (:vni) on conflict do nothing");
        for (int vni = FIRST_VNI; vni <= LAST_VNI; vni++) {
            add(batch.bind("vni", vni));
        }
        batch.execute();
    }

    private static void ports(Handle tx) {
        List<String> sites = tx.createQuery("select id from place where kind = 'site' order by id")
                .mapTo(String.class)
                .list();
        PreparedBatch batch = tx.prepareBatch("""
                insert into port_unit (id, site, device, speed, entry) values (:id, :site, :device, :speed, :entry)
                on conflict do nothing""");
        for (String site : sites) {
            for (int n = 1; n <= DEVICES; n++) {
                String device = site + "-sw" + n;
                String entry = String.valueOf((char) ('A' + n - 1)); // each device has cables of its own
                PORTS.forEach((speed, count) -> {
                    for (int port = 1; port <= count; port++) {
                        String id = "%s-%dG-%02d".formatted(device, speed / 1_000, port);
                        add(batch.bind("id", id)
                                .bind("site", site)
                                .bind("device", device)
                                .bind("speed", speed)
                                .bind("entry", entry));
                    }
                });
            }
        }
        batch.execute();
    }

    /** A /18 cut into /30: two usable addresses each, one for either end. */
    private static void prefixes(Handle tx, String pool, String network) {
        PreparedBatch batch =
                tx.prepareBatch("insert into ip_prefix (prefix, pool) values (:prefix, :pool) on conflict do nothing");
        for (int n = 0; n < PREFIXES; n++) {
            String prefix = network + (n / 64) + "." + (n % 64 * 4) + "/30";
            add(batch.bind("prefix", prefix).bind("pool", pool));
        }
        batch.execute();
    }

    private static void add(PreparedBatch batch) {
        batch.add();
        if (batch.size() >= CHUNK) {
            batch.execute();
        }
    }
}
