package dev.turnup.port.inventory;

import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.claims.Claims;
import dev.turnup.claims.Claims.Claim;
import dev.turnup.journal.OwnResource;
import dev.turnup.port.Port;
import dev.turnup.port.Vlan;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Assigns a VLAN id on a port: the one that was asked for, or any free one. */
public final class VlanInventory implements OwnResource<Vlan.Desired, Vlan.Receipt> {
    private static final Suspensions SUSPENSIONS = new Suspensions("vlan");

    private final InstantSource clock;

    public VlanInventory(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Capability<Vlan.Desired, Vlan.Receipt> capability() {
        return Vlan.CAPABILITY;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Vlan.Receipt take(Handle tx, StepCall<Vlan.Desired> call) {
        Optional<Vlan.Receipt> current = call.earlierIfAny(StepCall.CURRENT, Vlan.Receipt.class);
        return current.isPresent() ? suspend(tx, current.get(), call) : assign(tx, call);
    }

    private static Vlan.Receipt suspend(Handle tx, Vlan.Receipt current, StepCall<Vlan.Desired> call) {
        Map<String, Object> which = Map.of("port", current.portId(), "vlan", current.vlan());
        SUSPENSIONS.suspend(tx, "port_id = :port and vlan = :vlan", which, call.key());
        return current;
    }

    private Vlan.Receipt assign(Handle tx, StepCall<Vlan.Desired> call) {
        Port.Receipt on = call.earlier("port", Port.Receipt.class);
        claim(tx, on, call);
        String port = on.portId();
        String key = call.key().toString();
        Integer wanted = call.desired().vlan();
        if (wanted != null) {
            if (!insert(tx, port, wanted, key)) {
                throw new StepFailure(FailureCode.ALREADY_TAKEN, "VLAN " + wanted + " is in use on " + on.shown());
            }
            return new Vlan.Receipt(port, wanted, on.serviceKey());
        }
        return new Vlan.Receipt(port, anyFree(tx, on, key), on.serviceKey());
    }

    private void claim(Handle tx, Port.Receipt port, StepCall<Vlan.Desired> call) {
        Vlan.Desired desired = call.desired();
        if (desired.speedMbps() != null) { // plans from before don't say
            String product = Objects.requireNonNullElseGet(
                    desired.productId(), () -> call.key().productId());
            Instant now = clock.instant();
            new Claims(tx, now)
                    .claim(
                            Pool.port(port.portId(), port.totalMbps()),
                            new Claim(call.key().toString(), product, desired.speedMbps(), now, null));
        }
    }

    /** Clients start at random places among the free ones, so they seldom meet. */
    private static int anyFree(Handle tx, Port.Receipt on, String key) {
        String port = on.portId();
        Set<Integer> used = tx.createQuery("select vlan from vlan where port_id = :port")
                .bind("port", port)
                .mapTo(int.class)
                .set();
        List<Integer> free = IntStream.rangeClosed(Vlan.MIN, Vlan.MAX)
                .boxed()
                .filter(vlan -> !used.contains(vlan))
                .collect(Collectors.toList());
        if (free.isEmpty()) {
            throw new StepFailure(FailureCode.NO_CAPACITY, "no VLAN is free on " + on.shown());
        }
        Collections.rotate(free, ThreadLocalRandom.current().nextInt(free.size()));
        return free.stream()
                .filter(vlan -> insert(tx, port, vlan, key))
                .findFirst()
                .orElseThrow(() -> new StepFailure(
                        FailureCode.DATABASE_BUSY,
                        "the last free VLANs on " + on.shown() + " are being taken right now"));
    }

    private static boolean insert(Handle tx, String port, int vlan, String key) {
        return tx.createUpdate("""
                        insert into vlan (port_id, vlan, owner) values (:port, :vlan, :key) on conflict do nothing""")
                        .bind("port", port)
                        .bind("vlan", vlan)
                        .bind("key", key)
                        .execute()
                == 1;
    }

    @Override
    public void giveBack(Handle tx, String key) {
        tx.createUpdate("delete from vlan where owner = :key").bind("key", key).execute();
        SUSPENSIONS.end(tx, key);
        Claims.drop(tx, key);
    }

    @Override
    public boolean isTaken(Handle tx, String key) {
        int owned = tx.createQuery("select count(*) from vlan where owner = :key")
                .bind("key", key)
                .mapTo(int.class)
                .one();
        return owned > 0 || SUSPENSIONS.isThere(tx, key);
    }
}
