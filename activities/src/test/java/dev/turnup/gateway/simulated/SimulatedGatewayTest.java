package dev.turnup.gateway.simulated;

import static dev.turnup.simulated.TestWorld.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.gateway.Gateway.Desired;
import dev.turnup.gateway.Gateway.Receipt;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.Presence;
import dev.turnup.step.StepCall;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedGatewayTest {
    private final TestWorld test = new TestWorld();
    private final SimulatedGateway gateways = new SimulatedGateway(test.world);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_router_gets_another_number_and_speed_by_its_receipt_alone() {
        Receipt current = create();
        assertThat(current).isEqualTo(new Receipt(test.one("o-1").id(), "EQIX-DC2", 64_512, 1_000));
        StepCall<Desired> change = change("change-gateway", new Desired("EQIX-DC2", 65_000, 2_000), current);
        assertThat(receipt(gateways.apply(change)))
                .isEqualTo(new Receipt(current.gatewayId(), "EQIX-DC2", 65_000, 2_000));
        assertThat(test.effective("gateway.simulated", "o-1").attribute("asn").longValue())
                .isEqualTo(65_000);

        gateways.release(change);
        assertThat(gateways.probe(change)).isEqualTo(Presence.ABSENT);
        assertThat(test.effective("gateway.simulated", "o-1").attribute("asn").longValue())
                .isEqualTo(64_512);
    }

    @Test
    void a_suspended_router_stays_and_is_resumed_by_taking_the_suspension_back() {
        StepCall<Desired> suspend = change("suspend-gateway", new Desired("EQIX-DC2", 64_512, 1_000, true), create());
        gateways.apply(suspend);
        assertThat(gateways.probe(suspend)).isEqualTo(Presence.PRESENT);
        assertThat(isSuspended()).isTrue();
        assertThat(test.state("o-1")).isEqualTo("running");
        gateways.release(suspend);
        assertThat(gateways.probe(suspend)).isEqualTo(Presence.ABSENT);
        assertThat(isSuspended()).isFalse();
    }

    private boolean isSuspended() {
        return test.effective("gateway.simulated", "o-1").attribute("suspended").booleanValue();
    }

    private Receipt create() {
        Receipt made = receipt(
                gateways.apply(TestWorld.call("o-1", "create-gateway", new Desired("EQIX-DC2", 64_512, 1_000))));
        test.pass(Duration.ofHours(1));
        return made;
    }

    private static StepCall<Desired> change(String step, Desired desired, Receipt current) {
        return TestWorld.call("o-2", step, desired, StepCall.CURRENT, current);
    }
}
