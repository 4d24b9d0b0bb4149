package dev.turnup.gateway.simulated;

import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Gateway;
import dev.turnup.port.IpPrefix;
import dev.turnup.route.CloudRoute;
import dev.turnup.simulated.Conduct;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepCall;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedBgpTest {
    private final TestWorld test = new TestWorld(Conduct.DEFAULT.withProvisioningTakes(Duration.ofSeconds(2)));
    private final SimulatedGateway gateways = new SimulatedGateway(test.world);
    private final SimulatedBgp sessions =
            new SimulatedBgp(test.world, (tenant, reference) -> "the-secret-of-" + tenant);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aSessionIsEstablishedBetweenItsGatewayAndTheCloud() {
        StepCall<Gateway.Desired> create =
                TestWorld.call("o-1", "create-gateway", new Gateway.Desired("EQIX-DC2", 4200000000L, 2000));
        gateways.apply(create);
        test.pass(Duration.ofSeconds(2));
        Gateway.Receipt gateway = receipt(gateways.apply(create));
        assertThat(gateway.gatewayId()).startsWith("mcg-");
        StepCall<Bgp.Desired> call = TestWorld.call(
                "o-2",
                "set-up-bgp",
                new Bgp.Desired(64512),
                "gateway",
                gateway,
                "route",
                new CloudRoute.Receipt("aws", "dxcon-1", "available", 7),
                "ip",
                new IpPrefix.Receipt("peering", "169.254.0.0/30"));
        sessions.apply(call);
        assertThat(test.state("o-2")).isEqualTo("Idle");
        test.pass(Duration.ofSeconds(2));
        Bgp.Receipt receipt = receipt(sessions.apply(call));
        assertThat(receipt.state()).isEqualTo("Established");
        assertThat(receipt.prefix()).isEqualTo("169.254.0.0/30");
        assertThat(test.one("o-2").attribute("localAsn").longValue()).isEqualTo(4200000000L);
        sessions.release(call);
        assertThat(sessions.probe(call)).isEqualTo(Presence.ABSENT);
    }

    @Test
    void aSessionNeedsItsGateway() {
        assertThat(refusal(() -> sessions.apply(TestWorld.call("o-1", "set-up-bgp", new Bgp.Desired(64512)))))
                .isEqualTo(FailureCode.RECEIPT_MISMATCH);
    }
}
