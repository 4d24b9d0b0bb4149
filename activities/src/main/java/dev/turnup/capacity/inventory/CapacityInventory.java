package dev.turnup.capacity.inventory;

import dev.turnup.capacity.Capacity;
import dev.turnup.capacity.Capacity.Desired;
import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.capacity.Capacity.Receipt;
import dev.turnup.gateway.Gateway;
import dev.turnup.journal.OwnResource;
import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Holds a product's bandwidth on everything that it shares with others. */
public final class CapacityInventory implements OwnResource<Desired, Receipt> {
    /** Under this name the step reads the receipt of a gateway that is ordered with it. */
    private static final String GATEWAY = "gateway";

    private final InstantSource clock;

    public CapacityInventory(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Capability<Desired, Receipt> capability() {
        return Capacity.CAPABILITY;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Receipt take(Handle tx, StepCall<Desired> call) {
        Desired desired = call.desired();
        List<Pool> pools = new ArrayList<>(desired.pools());
        call.earlierIfAny(GATEWAY, Gateway.Receipt.class)
                .filter(gateway -> gateway.speedMbps() > 0) // receipts from before don't say
                .ifPresent(gateway -> pools.add(Pool.gateway(gateway.gatewayId(), gateway.speedMbps())));
        pools.sort(Comparator.comparing(Pool::id)); // always locked in the same order
        Claims claims = new Claims(tx);
        pools.forEach(pool -> claims.claim(
                pool,
                new Claims.Claim(
                        call.key().toString(),
                        desired.productId(),
                        desired.mbps(),
                        Objects.requireNonNullElseGet(desired.from(), clock::instant),
                        desired.until())));
        return new Receipt(desired.mbps(), pools);
    }

    @Override
    public void giveBack(Handle tx, String key) {
        new Claims(tx).drop(key);
    }

    @Override
    public boolean isTaken(Handle tx, String key) {
        return new Claims(tx).isThere(key);
    }
}
