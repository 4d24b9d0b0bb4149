package dev.turnup.gateway.simulated;

import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Gateway;
import dev.turnup.port.IpPrefix;
import dev.turnup.route.CloudRoute;
import dev.turnup.simulated.Conduct;
import dev.turnup.simulated.Resource;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepCall;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedBgpTest {
    private static final Bgp.Desired POLICY = new Bgp.Desired(64512, "secret:1", "10.0.0.0/8", 50L, 2, false);
    private static final Gateway.Receipt GATEWAY = new Gateway.Receipt("mcg-1", "EQIX-DC2", 4200000000L, 2000);
    private static final CloudRoute.Receipt ROUTE = new CloudRoute.Receipt("aws", "dxcon-1", "available", 7);
    private static final IpPrefix.Receipt IP = new IpPrefix.Receipt("peering", "169.254.0.0/30");

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
                "o-2", "set-up-bgp", new Bgp.Desired(64512), "gateway", gateway, "route", ROUTE, "ip", IP);
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

    @Test
    void aSessionIsMadeWithItsPolicyAndKeepsNoSecret() {
        sessions.apply(session("o-2", "set-up-bgp", POLICY));
        Resource made = test.one("o-2");
        assertThat(made.attribute("prefixes").textValue()).isEqualTo("10.0.0.0/8");
        assertThat(made.attribute("med").longValue()).isEqualTo(50);
        assertThat(made.attribute("prepend").intValue()).isEqualTo(2);
        assertThat(made.attribute("md5Fingerprint").textValue()).hasSize(16);
        assertThat(made.attributes()).doesNotContain("secret");
    }

    @Test
    void aSessionGetsAnotherPolicyAndTheOldOneBack() {
        Bgp.Receipt current = established();
        StepCall<Bgp.Desired> change = session("o-3", "change-bgp", POLICY, current);
        sessions.apply(change);
        test.pass(Duration.ofSeconds(2));
        assertThat(receipt(sessions.apply(change))).isEqualTo(current);
        assertThat(sessions.probe(change)).isEqualTo(Presence.PRESENT);
        assertThat(effective().path("med").longValue()).isEqualTo(50);
        assertThat(effective().path("md5Fingerprint").textValue()).hasSize(16);
        assertThat(test.one("o-3").attributes()).doesNotContain("secret");
        assertThat(test.state("o-2")).isEqualTo("Established");

        sessions.release(change);
        test.pass(Duration.ofSeconds(2));
        assertThat(sessions.probe(change)).isEqualTo(Presence.ABSENT);
        assertThat(effective().has("med")).isFalse();
        assertThat(effective().has("md5Fingerprint")).isFalse();
    }

    @Test
    void aSuspendedSessionStaysConfigured() {
        StepCall<Bgp.Desired> suspend =
                session("o-3", "suspend-bgp", new Bgp.Desired(64512, null, null, null, 0, true), established());
        sessions.apply(suspend);
        test.pass(Duration.ofSeconds(2));
        assertThat(sessions.probe(suspend)).isEqualTo(Presence.PRESENT);
        assertThat(effective().path("suspended").booleanValue()).isTrue();
        assertThat(test.state("o-2")).isEqualTo("Established");
        sessions.release(suspend);
        test.pass(Duration.ofSeconds(2));
        assertThat(sessions.probe(suspend)).isEqualTo(Presence.ABSENT);
        assertThat(effective().path("suspended").booleanValue()).isFalse();
    }

    private Bgp.Receipt established() {
        StepCall<Bgp.Desired> call = session("o-2", "set-up-bgp", new Bgp.Desired(64512));
        sessions.apply(call);
        test.pass(Duration.ofSeconds(2));
        return receipt(sessions.apply(call));
    }

    private JsonNode effective() {
        return Json.read(test.effective("bgp.simulated", "o-2").attributes(), JsonNode.class);
    }

    private static StepCall<Bgp.Desired> session(String order, String step, Bgp.Desired desired) {
        return TestWorld.call(order, step, desired, "gateway", GATEWAY, "route", ROUTE, "ip", IP);
    }

    private static StepCall<Bgp.Desired> session(String order, String step, Bgp.Desired desired, Bgp.Receipt current) {
        return TestWorld.call(
                order, step, desired, StepCall.CURRENT, current, "gateway", GATEWAY, "route", ROUTE, "ip", IP);
    }
}
