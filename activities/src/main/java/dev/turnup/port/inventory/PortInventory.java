package dev.turnup.port.inventory;

import dev.turnup.journal.OwnResource;
import dev.turnup.port.Port;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/** Takes a free port of the speed that was asked for at a site, and suspends one that is taken. */
public final class PortInventory implements OwnResource<Port.Desired, Port.Receipt> {
    private static final FreeUnits UNITS = new FreeUnits("port_unit", "id", "site = :site and speed = :speed");

    private static final Suspensions SUSPENSIONS = new Suspensions("port_unit");

    @Override
    public Capability<Port.Desired, Port.Receipt> capability() {
        return Port.CAPABILITY;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Port.Receipt take(Handle tx, StepCall<Port.Desired> call) {
        Optional<Port.Receipt> current = call.earlierIfAny(StepCall.CURRENT, Port.Receipt.class);
        if (current.isPresent()) {
            SUSPENSIONS.suspend(tx, "id = :port", Map.of("port", current.get().portId()), call.key());
            return current.get();
        }
        Port.Desired desired = call.desired();
        Map<String, Object> wanted = Map.of("site", desired.site(), "speed", desired.speedMbps());
        String port = taken(tx, call, wanted);
        String device = tx.createQuery("select device from port_unit where id = :id")
                .bind("id", port)
                .mapTo(String.class)
                .one();
        return new Port.Receipt(port, desired.site(), device, desired.speedMbps());
    }

    private static String taken(Handle tx, StepCall<Port.Desired> call, Map<String, Object> wanted) {
        try {
            return UNITS.take(tx, call.key().toString(), wanted, start(tx, wanted), String.class);
        } catch (StepFailure failure) {
            if (failure.code() != FailureCode.NO_CAPACITY) {
                throw failure;
            }
            Port.Desired desired = call.desired();
            throw new StepFailure(
                    FailureCode.NO_CAPACITY,
                    "no port of " + desired.speedMbps() + " Mbit/s is free at " + desired.site(),
                    failure);
        }
    }

    /** One of the site's devices, at random. */
    private static String start(Handle tx, Map<String, Object> wanted) {
        var devices = tx.createQuery(
                        "select distinct device from port_unit where site = :site and speed = :speed order by device")
                .bindMap(wanted)
                .mapTo(String.class)
                .list();
        return devices.isEmpty() ? "" : devices.get(ThreadLocalRandom.current().nextInt(devices.size()));
    }

    @Override
    public void giveBack(Handle tx, String key) {
        UNITS.giveBack(tx, key);
        SUSPENSIONS.end(tx, key);
    }

    @Override
    public boolean isTaken(Handle tx, String key) {
        return UNITS.isTaken(tx, key) || SUSPENSIONS.isThere(tx, key);
    }
}
