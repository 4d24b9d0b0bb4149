package dev.turnup.circuit.simulated;

import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.circuit.Circuit;
import dev.turnup.circuit.Vni;
import dev.turnup.port.Vlan;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedCircuitTest {
    private final TestWorld test = new TestWorld();
    private final SimulatedCircuit circuits = new SimulatedCircuit(test.world);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aCircuitJoinsTwoEndsUnderOneNumber() {
        StepCall<Circuit.Desired> call = order("o-1", new Vlan.Receipt("P-1", 10), new Vlan.Receipt("P-2", 10));
        assertThat(receipt(circuits.apply(call)))
                .isEqualTo(new Circuit.Receipt(test.one("o-1").id(), 4711));
        assertThat(test.one("o-1").attribute("portZ").textValue()).isEqualTo("P-2");
        assertThat(circuits.probe(call)).isEqualTo(Presence.PRESENT);
        circuits.release(call);
        assertThat(circuits.probe(call)).isEqualTo(Presence.ABSENT);
    }

    @Test
    void bothEndsOnOneVlanAreNoCircuit() {
        Vlan.Receipt end = new Vlan.Receipt("P-1", 10);
        assertThat(refusal(() -> circuits.apply(order("o-1", end, end)))).isEqualTo(FailureCode.PROVIDER_REFUSED);
    }

    private static StepCall<Circuit.Desired> order(String id, Vlan.Receipt a, Vlan.Receipt z) {
        return TestWorld.call(
                id, "set-up-circuit", new Circuit.Desired(1000), "vni", new Vni.Receipt(4711), "vlanA", a, "vlanZ", z);
    }
}
