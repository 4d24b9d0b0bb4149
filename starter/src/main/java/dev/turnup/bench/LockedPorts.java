package dev.turnup.bench;

import dev.turnup.journal.OwnResource;
import dev.turnup.port.Port;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Gives out ports as one would write it first: one lock, held to the commit, around a plain select and an update. */
final class LockedPorts implements OwnResource<Port.Desired, Port.Receipt> {
    private static final long LOCK = 7_233;

    private record Unit(String id, String device, String entry) {}

    @Override
    public Capability<Port.Desired, Port.Receipt> capability() {
        return Port.CAPABILITY;
    }

    @Override
    public String name() {
        return "locked";
    }

    @Override
    public Port.Receipt take(Handle tx, StepCall<Port.Desired> call) {
        tx.execute("select pg_advisory_xact_lock(?)", LOCK);
        Port.Desired desired = call.desired();
        Unit unit = first(tx, desired);
        tx.createUpdate("update port_unit set owner = :key where id = :id")
                .bind("key", call.key().toString())
                .bind("id", unit.id())
                .execute();
        return new Port.Receipt(
                unit.id(), desired.site(), unit.device(), desired.speedMbps(), List.of(unit.id()), unit.entry(), null);
    }

    /** Ordered by owner first, which is null for all of them, since only so PostgreSQL walks the index: in this side's favour. */
    private static Unit first(Handle tx, Port.Desired desired) {
        return tx.createQuery("""
                        select id, device, entry from port_unit where site = :site and speed = :speed and owner is null
                        order by owner, shuffled limit 1""")
                .bind("site", desired.site())
                .bind("speed", desired.speedMbps())
                .map((row, context) -> new Unit(row.getString("id"), row.getString("device"), row.getString("entry")))
                .findOne()
                .orElseThrow(() -> new StepFailure(FailureCode.NO_CAPACITY, "none is free"));
    }
}
