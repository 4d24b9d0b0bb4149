package dev.turnup.port.inventory;

import dev.turnup.circuit.Vni;
import dev.turnup.journal.OwnResource;
import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/** Assigns a circuit's number on the fabric. */
public final class VniInventory implements OwnResource<Vni.Desired, Vni.Receipt> {
    private static final FreeUnits UNITS = new FreeUnits("vni", "vni", "vni > 0");
    /** The first number in stock, and how many there are: as the stock is cut at the first start. */
    private static final int FIRST = 4096;

    private static final int COUNT = 4096;

    @Override
    public Capability<Vni.Desired, Vni.Receipt> capability() {
        return Vni.CAPABILITY;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Vni.Receipt take(Handle tx, StepCall<Vni.Desired> call) {
        int start = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
        return new Vni.Receipt(UNITS.take(tx, call.key().toString(), Map.of(), start, Integer.class));
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
