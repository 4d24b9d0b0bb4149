package dev.turnup.route.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.catalogue.Offering.SpeedChange;
import dev.turnup.port.Vlan;
import dev.turnup.route.Cloud;
import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.simulated.Behaviour.Kind;
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
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * AWS Direct Connect hosted connections (Direct Connect API 2012-10-25, AllocateHostedConnection): the owner confirms, and
 * a connection can't be deleted while a virtual interface is on it. No call changes a hosted connection's bandwidth.
 */
public final class SimulatedAws extends CloudAdapter {
    private static final CloudTerms TERMS = new CloudTerms(
            "hosted connection",
            "account",
            Pattern.compile("\\d{12}"),
            false,
            SpeedChange.none,
            List.of(50L, 100L, 200L, 300L, 400L, 500L, 1_000L, 2_000L, 5_000L, 10_000L, 25_000L));
    private static final LifeCycle LIFE = LifeCycle.of(
            stage("ordering", Phase.PARTY),
            stage("pending", Phase.WORK),
            stage("available", Phase.SERVICE),
            stage("deleting", Phase.CLOSING),
            stage("deleted", Phase.CLOSED),
            stage("rejected", Phase.REJECTED));

    public SimulatedAws(SimulatedWorld world, SecretResolver secrets) {
        super(world, secrets, Cloud.aws, TERMS, LIFE);
    }

    @Override
    String id(StepCall<Desired> call) {
        return "dxcon-" + madeUp(call, "id").hex(8);
    }

    /** The partner names the VLAN; without a port of the customer's, one on our interconnect. */
    @Override
    @Nullable
    Integer vlan(StepCall<Desired> call) {
        return ourVlan(call).isPresent() ? null : madeUp(call, "vlan").between(2, 4094);
    }

    @Override
    Map<String, Object> attributes(StepCall<Desired> call) {
        Integer agreed = agreedVlan(call);
        return Map.of(
                "vlan",
                agreed == null ? call.earlier("vlan", Vlan.Receipt.class).vlan() : agreed);
    }

    @Override
    protected Wait partyWait(StepCall<Desired> call, Resource resource) {
        return new Wait(
                Party.CUSTOMER,
                "accept the hosted connection " + resource.id() + " in the AWS account",
                resource.createdAt().plus(CUSTOMER_HAS));
    }

    @Override
    protected Optional<Wait> releaseWait(Resource resource) {
        return standing(resource, Kind.VIRTUAL_INTERFACE)
                .filter(standing -> phase(resource) == Phase.SERVICE)
                .filter(standing -> now().isBefore(askedAt(resource).plus(standing.delay())))
                .map(standing -> new Wait(
                        Party.CUSTOMER,
                        "delete the virtual interface on " + resource.id(),
                        askedAt(resource).plus(CUSTOMER_HAS)));
    }
}
