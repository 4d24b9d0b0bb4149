package dev.turnup.route.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.catalogue.Offering.SpeedChange;
import dev.turnup.route.Cloud;
import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.Resource;
import dev.turnup.simulated.SecretResolver;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.step.Party;
import dev.turnup.step.StepCall;
import dev.turnup.step.Wait;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Google Partner Interconnect (Compute Engine v1, InterconnectAttachment): the pairing key is of the customer's attachment,
 * which is PENDING_PARTNER until our request arrives; then the customer activates it. When either side deletes its own the
 * other's is DEFUNCT, and the key is spent. The partner may change the speed at any time.
 */
public final class SimulatedGoogle extends CloudAdapter {
    private static final CloudTerms TERMS = new CloudTerms(
            "VLAN attachment",
            "pairing key",
            Pattern.compile("[0-9a-f-]{36}/[a-z0-9-]+/[12]"),
            true,
            SpeedChange.any,
            List.of(50L, 100L, 200L, 300L, 400L, 500L, 1_000L, 2_000L, 5_000L, 10_000L, 20_000L, 50_000L));
    private static final LifeCycle LIFE = LifeCycle.of(
                    stage("PARTNER_REQUEST_RECEIVED", Phase.WORK),
                    stage("PENDING_CUSTOMER", Phase.PARTY),
                    stage("ACTIVE", Phase.SERVICE),
                    stage("UNPROVISIONED", Phase.CLOSING),
                    stage("deleted", Phase.CLOSED),
                    stage("DEFUNCT", Phase.REJECTED))
            .spendingKeys();

    public SimulatedGoogle(SimulatedWorld world, SecretResolver secrets) {
        super(world, secrets, Cloud.google, TERMS, LIFE);
    }

    /** An unsigned number of 64 bits. */
    @Override
    String id(StepCall<Desired> call) {
        return Long.toUnsignedString(madeUp(call, "id").value().longValue());
    }

    /** Google takes 2 to 4093 here, and names it itself. */
    @Override
    Integer vlan(StepCall<Desired> call) {
        return madeUp(call, "vlan").between(2, 4093);
    }

    @Override
    Map<String, Object> attributes(StepCall<Desired> call) {
        return Map.of("vlanTag8021q", Objects.requireNonNull(agreedVlan(call)));
    }

    @Override
    protected Wait partyWait(StepCall<Desired> call, Resource resource) {
        return new Wait(
                Party.CUSTOMER,
                "activate the VLAN attachment " + resource.id() + " in Google Cloud",
                resource.createdAt().plus(CUSTOMER_HAS));
    }
}
