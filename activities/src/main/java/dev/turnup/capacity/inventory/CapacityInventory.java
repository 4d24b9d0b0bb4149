package dev.turnup.capacity.inventory;

import dev.turnup.capacity.Capacity;
import dev.turnup.capacity.Capacity.Desired;
import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.capacity.Capacity.Receipt;
import dev.turnup.claims.Claims;
import dev.turnup.claims.Claims.Claim;
import dev.turnup.journal.OwnResource;
import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Holds a product's bandwidth on everything that it shares with others. */
public final class CapacityInventory implements OwnResource<Desired, Receipt> {
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
        List<Pool> pools = desired.pools().stream()
                .sorted(Comparator.comparing(Pool::id)) // always locked in the same order
                .toList();
        Instant now = clock.instant();
        Claims claims = new Claims(tx, now);
        Claim claim = new Claim(call.key().toString(), desired.productId(), desired.mbps(), now, null);
        pools.forEach(pool -> claims.claim(pool, claim));
        return new Receipt(desired.mbps(), pools);
    }

    @Override
    public void giveBack(Handle tx, String key) {
        Claims.drop(tx, key);
    }

    @Override
    public boolean isTaken(Handle tx, String key) {
        return Claims.isThere(tx, key);
    }
}
