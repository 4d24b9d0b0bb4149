package dev.turnup.route.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.catalogue.Offering.SpeedChange;
import dev.turnup.route.Cloud;
import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.simulated.Fingerprint;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.SecretResolver;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.step.StepCall;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Azure ExpressRoute (serviceProviderProvisioningState): the customer's circuit and its service key come first, so nobody
 * has to accept; the provider sets up two links. Deprovisioned, the key can be used again. The
 * speed can be raised, but not lowered.
 */
public final class SimulatedAzure extends CloudAdapter {
    private static final CloudTerms TERMS = new CloudTerms(
            "ExpressRoute circuit",
            "service key",
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
            true,
            SpeedChange.up,
            List.of(50L, 100L, 200L, 500L, 1_000L, 2_000L, 5_000L, 10_000L));
    private static final LifeCycle LIFE = LifeCycle.of(
            stage("Provisioning", Phase.WORK),
            stage("Provisioned", Phase.SERVICE),
            stage("Deprovisioning", Phase.CLOSING),
            stage("NotProvisioned", Phase.CLOSED));

    public SimulatedAzure(SimulatedWorld world, SecretResolver secrets) {
        super(world, secrets, Cloud.azure, TERMS, LIFE);
    }

    /** Azure names its side of the connection after the service key, which is a secret; so a name of our own. */
    @Override
    String id(StepCall<Desired> call) {
        return "erc-" + madeUp(call, "id").hex(12);
    }

    @Override
    Map<String, Object> attributes(StepCall<Desired> call) {
        String router = "msee-" + Fingerprint.of(connectionId(call), "router").hex(4);
        return Map.of("primary", router + "-1", "secondary", router + "-2");
    }
}
