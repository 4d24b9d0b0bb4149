package dev.turnup.bench;

import dev.turnup.journal.OwnAdapter;
import dev.turnup.journal.OwnResource;
import dev.turnup.port.Port;
import dev.turnup.port.inventory.PortInventory;
import dev.turnup.step.Adapter;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** Many clients take ports at one site, each in one transaction with the step's row and its event, as orders do. */
final class Allocation {
    static final int CLIENTS = 32;
    private static final Load LOAD = new Load(15_000, CLIENTS);
    private static final Load ALL_OF_THEM = new Load(1_000, CLIENTS);

    private final Jdbi jdbi;
    private final String tenant;

    Allocation(Jdbi jdbi, String tenant) {
        this.jdbi = jdbi;
        this.tenant = tenant;
    }

    Figures ours() throws InterruptedException {
        return timed(adapter(new PortInventory()));
    }

    Figures locked() throws InterruptedException {
        return timed(adapter(new LockedPorts()));
    }

    private Figures timed(Adapter<Port.Desired, Port.Receipt> adapter) throws InterruptedException {
        try (HotSite site = new HotSite(jdbi, tenant, 2 * LOAD.times(), LOAD.times())) {
            return LOAD.run(n -> site.take(adapter, n));
        }
    }

    /** That as many as there are get one each, and the next is refused; throws IllegalStateException where that isn't so. */
    String toTheLast() throws InterruptedException {
        int units = ALL_OF_THEM.times();
        Adapter<Port.Desired, Port.Receipt> adapter = adapter(new PortInventory());
        Set<String> taken = ConcurrentHashMap.newKeySet();
        try (HotSite site = new HotSite(jdbi, tenant, units, units + 1)) {
            ALL_OF_THEM.run(n -> taken.add(site.take(adapter, n).portId()));
            if (taken.size() != units) {
                throw new IllegalStateException(units + " requests for as many ports got " + taken.size() + " of them");
            }
            String refusal = refusal(site, adapter, units);
            return "%,d requests for %,d ports: %,d different ones, and the next is refused (%s)"
                    .formatted(units, units, taken.size(), refusal);
        }
    }

    private static String refusal(HotSite site, Adapter<Port.Desired, Port.Receipt> adapter, int taker) {
        String answer;
        try {
            answer = site.take(adapter, taker).portId();
        } catch (StepFailure failure) {
            answer = failure.code() + ": " + failure.getMessage();
            if (failure.code() == FailureCode.NO_CAPACITY) {
                return answer;
            }
        }
        throw new IllegalStateException("no port is left, but the next request is answered " + answer);
    }

    private Adapter<Port.Desired, Port.Receipt> adapter(OwnResource<Port.Desired, Port.Receipt> resource) {
        return new OwnAdapter<>(resource, jdbi, InstantSource.system());
    }
}
