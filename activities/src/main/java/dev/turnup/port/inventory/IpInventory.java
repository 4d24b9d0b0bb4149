package dev.turnup.port.inventory;

import dev.turnup.journal.OwnResource;
import dev.turnup.port.IpPrefix;
import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/** Assigns a prefix out of a pool. */
public final class IpInventory implements OwnResource<IpPrefix.Desired, IpPrefix.Receipt> {
    private static final FreeUnits UNITS = new FreeUnits("ip_prefix", "prefix", "pool = :pool");

    @Override
    public Capability<IpPrefix.Desired, IpPrefix.Receipt> capability() {
        return IpPrefix.CAPABILITY;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public IpPrefix.Receipt take(Handle tx, StepCall<IpPrefix.Desired> call) {
        String pool = call.desired().pool();
        String prefix = UNITS.take(tx, call.key().toString(), Map.of("pool", pool), start(tx, pool), String.class);
        return new IpPrefix.Receipt(pool, prefix);
    }

    /** Somewhere between the pool's first prefix and its last: the third octet at random. */
    private static String start(Handle tx, String pool) {
        String first = tx.createQuery("select min(prefix) from ip_prefix where pool = :pool")
                .bind("pool", pool)
                .mapTo(String.class)
                .findOne()
                .orElse("");
        int octets = first.indexOf('.', first.indexOf('.') + 1);
        return octets < 0
                ? ""
                : first.substring(0, octets + 1) + ThreadLocalRandom.current().nextInt(64);
    }

    @Override
    public void giveBack(Handle tx, String key) {
        UNITS.giveBack(tx, key);
    }

    @Override
    public boolean isTaken(Handle tx, String key) {
        return UNITS.isTaken(tx, key);
    }
}
