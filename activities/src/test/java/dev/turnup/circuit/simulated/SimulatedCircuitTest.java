package dev.turnup.circuit.simulated;

import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.circuit.Circuit;
import dev.turnup.circuit.Vni;
import dev.turnup.port.Vlan;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepCall;
import java.time.Duration;
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

    @Test
    void aCircuitMovesToAnotherVlanAndBack() {
        Circuit.Receipt current = joined();
        StepCall<Circuit.Desired> move = change("change-circuit", new Circuit.Desired(2000), 77, current);
        assertThat(receipt(circuits.apply(move))).isEqualTo(current);
        assertThat(circuits.probe(move)).isEqualTo(Presence.PRESENT);
        assertThat(effective("vlanA").intValue()).isEqualTo(77);
        assertThat(effective("speedMbps").longValue()).isEqualTo(2000);
        circuits.release(move);
        assertThat(circuits.probe(move)).isEqualTo(Presence.ABSENT);
        assertThat(effective("vlanA").intValue()).isEqualTo(10);
        assertThat(effective("speedMbps").longValue()).isEqualTo(1000);
    }

    @Test
    void aCircuitCantBeMovedOntoItsOtherEnd() {
        Circuit.Receipt current = joined();
        Vlan.Receipt end = new Vlan.Receipt("P-2", 10);
        assertThat(refusal(() -> circuits.apply(TestWorld.call(
                        "o-2",
                        "change-circuit",
                        new Circuit.Desired(1000),
                        StepCall.CURRENT,
                        current,
                        "vni",
                        new Vni.Receipt(4711, "B", null),
                        "vlanA",
                        end,
                        "vlanZ",
                        end))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
    }

    @Test
    void aSuspendedCircuitStaysUpAndPassesNothing() {
        StepCall<Circuit.Desired> suspend = change("suspend-circuit", new Circuit.Desired(1000, true), 10, joined());
        circuits.apply(suspend);
        assertThat(circuits.probe(suspend)).isEqualTo(Presence.PRESENT);
        assertThat(effective("suspended").booleanValue()).isTrue();
        assertThat(test.state("o-1")).isEqualTo("up");
        circuits.release(suspend);
        assertThat(circuits.probe(suspend)).isEqualTo(Presence.ABSENT);
        assertThat(effective("suspended").booleanValue()).isFalse();
    }

    private Circuit.Receipt joined() {
        Circuit.Receipt made =
                receipt(circuits.apply(order("o-1", new Vlan.Receipt("P-1", 10), new Vlan.Receipt("P-2", 10))));
        test.pass(Duration.ofHours(1));
        return made;
    }

    private JsonNode effective(String attribute) {
        return test.effective("circuit.simulated", "o-1").attribute(attribute);
    }

    private static StepCall<Circuit.Desired> change(
            String step, Circuit.Desired desired, int vlanA, Circuit.Receipt current) {
        return TestWorld.call(
                "o-2",
                step,
                desired,
                StepCall.CURRENT,
                current,
                "vni",
                new Vni.Receipt(4711, "B", null),
                "vlanA",
                new Vlan.Receipt("P-1", vlanA),
                "vlanZ",
                new Vlan.Receipt("P-2", 10));
    }

    private static StepCall<Circuit.Desired> order(String id, Vlan.Receipt a, Vlan.Receipt z) {
        return TestWorld.call(
                id,
                "set-up-circuit",
                new Circuit.Desired(1000),
                "vni",
                new Vni.Receipt(4711, "B", null),
                "vlanA",
                a,
                "vlanZ",
                z);
    }
}
