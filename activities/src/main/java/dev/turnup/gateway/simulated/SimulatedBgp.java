package dev.turnup.gateway.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Bgp.Desired;
import dev.turnup.gateway.Bgp.Receipt;
import dev.turnup.gateway.Gateway;
import dev.turnup.port.IpPrefix;
import dev.turnup.route.CloudRoute;
import dev.turnup.simulated.Fingerprint;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.Resource;
import dev.turnup.simulated.SecretResolver;
import dev.turnup.simulated.SimulatedAdapter;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.Wanted;
import dev.turnup.step.StepCall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** BGP sessions of the gateways (RFC 4271 §8.2.2 names the states; Connect to OpenConfirm pass too fast to be seen). */
public final class SimulatedBgp extends SimulatedAdapter<Desired, Receipt> {
    private static final LifeCycle LIFE = LifeCycle.of(
            stage("Idle", Phase.WORK), stage("Established", Phase.SERVICE), stage("removed", Phase.CLOSED));

    private final SecretResolver secrets;

    public SimulatedBgp(SimulatedWorld world, SecretResolver secrets) {
        super(world, Bgp.CAPABILITY, "simulated", LIFE);
        this.secrets = secrets;
    }

    @Override
    protected Wanted wanted(StepCall<Desired> call) {
        Gateway.Receipt gateway = call.earlier("gateway", Gateway.Receipt.class);
        CloudRoute.Receipt route = call.earlier("route", CloudRoute.Receipt.class);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("gateway", gateway.gatewayId());
        attributes.put("localAsn", gateway.asn());
        attributes.put("connection", route.connectionId());
        attributes.put("prefix", prefix(call));
        attributes.putAll(settings(call));
        String id = "bgp-" + madeUp(call, "id").hex(8);
        return new Wanted("BGP session", id, call.tenant(), attributes, null, Duration.ZERO);
    }

    /** Of the secret only the fingerprint is kept. */
    private Map<String, Object> settings(StepCall<Desired> call) {
        Desired desired = call.desired();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("peerAsn", desired.peerAsn());
        if (desired.md5Key() != null) {
            String key = secrets.reveal(call.tenant(), desired.md5Key());
            settings.put("md5Fingerprint", Fingerprint.of("md5", key).hex(16));
        }
        if (desired.prefixes() != null) {
            settings.put("prefixes", desired.prefixes());
        }
        if (desired.med() != null) {
            settings.put("med", desired.med());
        }
        settings.put("prepend", desired.prepend());
        settings.put("suspended", desired.suspended());
        return settings;
    }

    @Override
    protected Receipt receipt(StepCall<Desired> call, Resource resource) {
        return new Receipt(resource.id(), resource.state(), prefix(call));
    }

    @Override
    protected String id(Receipt receipt) {
        return receipt.sessionId();
    }

    private static String prefix(StepCall<Desired> call) {
        return call.earlier("ip", IpPrefix.Receipt.class).prefix();
    }
}
