package dev.turnup.circuit.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.circuit.Circuit;
import dev.turnup.circuit.Circuit.Desired;
import dev.turnup.circuit.Circuit.Receipt;
import dev.turnup.circuit.Vni;
import dev.turnup.port.Vlan;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.Resource;
import dev.turnup.simulated.SimulatedAdapter;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.Wanted;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Layer-2 paths over the fabric: a number (VNI) and a VLAN at each end. */
public final class SimulatedCircuit extends SimulatedAdapter<Desired, Receipt> {
    private static final LifeCycle LIFE = LifeCycle.of(
            stage("configuring", Phase.WORK),
            stage("up", Phase.SERVICE),
            stage("removing", Phase.CLOSING),
            stage("removed", Phase.CLOSED));

    public SimulatedCircuit(SimulatedWorld world) {
        super(world, Circuit.CAPABILITY, "simulated", LIFE);
    }

    @Override
    protected Wanted wanted(StepCall<Desired> call) {
        Vlan.Receipt a = call.earlier("vlanA", Vlan.Receipt.class);
        Vlan.Receipt z = call.earlier("vlanZ", Vlan.Receipt.class);
        if (a.equals(z)) {
            throw new StepFailure(FailureCode.PROVIDER_REFUSED, "both ends are VLAN " + a.vlan() + " on " + a.portId());
        }
        Map<String, Object> attributes = Map.of(
                "vni", vni(call),
                "path",
                        Objects.requireNonNullElse(
                                call.earlier("vni", Vni.Receipt.class).path(), "any"),
                "portA", a.portId(),
                "vlanA", a.vlan(),
                "portZ", z.portId(),
                "vlanZ", z.vlan(),
                "speedMbps", call.desired().speedMbps(),
                "suspended", call.desired().suspended());
        String id = "vc-" + madeUp(call, "id").hex(8);
        return new Wanted("virtual circuit", id, call.tenant(), attributes, null, Duration.ZERO);
    }

    @Override
    protected Receipt receipt(StepCall<Desired> call, Resource resource) {
        return new Receipt(resource.id(), vni(call));
    }

    @Override
    protected String id(Receipt receipt) {
        return receipt.circuitId();
    }

    private static int vni(StepCall<Desired> call) {
        return call.earlier("vni", Vni.Receipt.class).vni();
    }
}
