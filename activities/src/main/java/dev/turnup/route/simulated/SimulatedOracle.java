package dev.turnup.route.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.catalogue.Offering.SpeedChange;
import dev.turnup.route.Cloud;
import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.SecretResolver;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.step.StepCall;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Oracle FastConnect (Core Services, VirtualCircuit.lifecycleState): the customer's virtual circuit is PENDING_PROVIDER and
 * named by its OCID; once we take it on Oracle verifies and provisions it. Only the customer can change its
 * bandwidth shape.
 */
public final class SimulatedOracle extends CloudAdapter {
    private static final CloudTerms TERMS = new CloudTerms(
            "virtual circuit",
            "virtual circuit",
            Pattern.compile("ocid1\\.virtualcircuit\\..+"),
            true,
            SpeedChange.none,
            List.of(1_000L, 2_000L, 5_000L, 10_000L));
    private static final LifeCycle LIFE = LifeCycle.of(
                    stage("VERIFYING", Phase.WORK),
                    stage("PROVISIONING", Phase.WORK),
                    stage("PROVISIONED", Phase.SERVICE),
                    stage("TERMINATING", Phase.CLOSING),
                    stage("TERMINATED", Phase.CLOSED))
            .spendingKeys();

    public SimulatedOracle(SimulatedWorld world, SecretResolver secrets) {
        super(world, secrets, Cloud.oracle, TERMS, LIFE);
    }

    /** Of our cross-connect's mapping: the circuit's own OCID is the customer's, and may have come as a secret. */
    @Override
    String id(StepCall<Desired> call) {
        return "ocid1.crossconnect.oc1.." + madeUp(call, "id").hex(24);
    }
}
