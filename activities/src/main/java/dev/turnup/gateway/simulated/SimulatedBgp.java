package dev.turnup.gateway.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Bgp.Desired;
import dev.turnup.gateway.Bgp.Receipt;
import dev.turnup.gateway.Gateway;
import dev.turnup.port.IpPrefix;
import dev.turnup.route.CloudRoute;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.Resource;
import dev.turnup.simulated.SimulatedAdapter;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.Wanted;
import dev.turnup.step.StepCall;
import java.time.Duration;
import java.util.Map;

/** BGP sessions of the gateways (RFC 4271 §8.2.2 names the states; Connect to OpenConfirm pass too fast to be seen). */
public final class SimulatedBgp extends SimulatedAdapter<Desired, Receipt> {
    private static final LifeCycle LIFE = LifeCycle.of(
            stage("Idle", Phase.WORK), stage("Established", Phase.SERVICE), stage("removed", Phase.CLOSED));

    public SimulatedBgp(SimulatedWorld world) {
        super(world, Bgp.CAPABILITY, "simulated", LIFE);
    }

    @Override
    protected Wanted wanted(StepCall<Desired> call) {
        Gateway.Receipt gateway = call.earlier("gateway", Gateway.Receipt.class);
        CloudRoute.Receipt route = call.earlier("route", CloudRoute.Receipt.class);
        Map<String, Object> attributes = Map.of(
                "gateway", gateway.gatewayId(),
                "localAsn", gateway.asn(),
                "peerAsn", call.desired().peerAsn(),
                "connection", route.connectionId(),
                "prefix", prefix(call));
        String id = "bgp-" + madeUp(call, "id").hex(8);
        return new Wanted("BGP session", id, call.tenant(), attributes, null, Duration.ZERO);
    }

    @Override
    protected Receipt receipt(StepCall<Desired> call, Resource resource) {
        return new Receipt(resource.id(), resource.state(), prefix(call));
    }

    private static String prefix(StepCall<Desired> call) {
        return call.earlier("ip", IpPrefix.Receipt.class).prefix();
    }
}
