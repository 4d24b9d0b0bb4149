package dev.turnup.simulated.adapters;

import dev.turnup.access.simulated.SimulatedAccess;
import dev.turnup.circuit.simulated.SimulatedCircuit;
import dev.turnup.gateway.simulated.SimulatedBgp;
import dev.turnup.gateway.simulated.SimulatedGateway;
import dev.turnup.route.simulated.SimulatedAws;
import dev.turnup.route.simulated.SimulatedAzure;
import dev.turnup.route.simulated.SimulatedGoogle;
import dev.turnup.route.simulated.SimulatedOracle;
import dev.turnup.simulated.SecretResolver;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.step.Adapter;
import java.util.List;

/** Every simulated adapter. Apart from the world, so that the adapters depend on it and not it on them. */
public final class SimulatedAdapters {

    private SimulatedAdapters() {}

    public static List<Adapter<?, ?>> all(SimulatedWorld world, SecretResolver secrets) {
        return List.of(
                new SimulatedAws(world, secrets),
                new SimulatedAzure(world, secrets),
                new SimulatedGoogle(world, secrets),
                new SimulatedOracle(world, secrets),
                new SimulatedAccess(world),
                new SimulatedGateway(world),
                new SimulatedBgp(world, secrets),
                new SimulatedCircuit(world));
    }
}
