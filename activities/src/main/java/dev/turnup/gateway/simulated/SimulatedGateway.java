package dev.turnup.gateway.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.gateway.Gateway;
import dev.turnup.gateway.Gateway.Desired;
import dev.turnup.gateway.Gateway.Receipt;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.Resource;
import dev.turnup.simulated.SimulatedAdapter;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.Wanted;
import dev.turnup.step.StepCall;
import java.time.Duration;
import java.util.Map;

/** Software routers. */
public final class SimulatedGateway extends SimulatedAdapter<Desired, Receipt> {
    private static final LifeCycle LIFE = LifeCycle.of(
            stage("starting", Phase.WORK),
            stage("running", Phase.SERVICE),
            stage("stopping", Phase.CLOSING),
            stage("removed", Phase.CLOSED));

    public SimulatedGateway(SimulatedWorld world) {
        super(world, Gateway.CAPABILITY, "simulated", LIFE);
    }

    @Override
    protected Wanted wanted(StepCall<Desired> call) {
        Map<String, Object> attributes = Map.of(
                "site", call.desired().site(),
                "asn", call.desired().asn(),
                "speedMbps", call.desired().speedMbps(),
                "suspended", call.desired().suspended());
        String id = "mcg-" + madeUp(call, "id").hex(8);
        return new Wanted("gateway", id, call.tenant(), attributes, null, Duration.ZERO);
    }

    @Override
    protected Receipt receipt(StepCall<Desired> call, Resource resource) {
        Desired desired = call.desired();
        return new Receipt(resource.id(), desired.site(), desired.asn(), desired.speedMbps());
    }

    @Override
    protected String id(Receipt receipt) {
        return receipt.gatewayId();
    }
}
