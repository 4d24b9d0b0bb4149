package dev.turnup.port.inventory;

import dev.turnup.journal.OwnResource;
import dev.turnup.port.IpPrefix;
import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Assigns a prefix out of a pool. */
public final class IpInventory implements OwnResource<IpPrefix.Desired, IpPrefix.Receipt> {
    private static final FreeUnits UNITS = new FreeUnits("ip_prefix", "prefix", "pool = :pool", "prefix");

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
        String prefix = UNITS.take(
                tx,
                call.key().toString(),
                Map.of("pool", pool),
                (row, context) -> row.getString("prefix"),
                "no prefix is free in the pool '" + pool + "'");
        return new IpPrefix.Receipt(pool, prefix);
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
