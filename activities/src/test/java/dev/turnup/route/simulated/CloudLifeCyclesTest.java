package dev.turnup.route.simulated;

import static dev.turnup.route.simulated.Routes.GUID;
import static dev.turnup.route.simulated.Routes.NO_SECRETS;
import static dev.turnup.route.simulated.Routes.OCID;
import static dev.turnup.route.simulated.Routes.PAIRING_KEY;
import static dev.turnup.route.simulated.Routes.aws;
import static dev.turnup.route.simulated.Routes.route;
import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static dev.turnup.simulated.TestWorld.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.port.Vlan;
import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.route.CloudRoute.Receipt;
import dev.turnup.simulated.Behaviour;
import dev.turnup.simulated.Conduct;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Party;
import dev.turnup.step.Presence;
import dev.turnup.step.StepCall;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudLifeCyclesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestWorld test =
            new TestWorld(Conduct.DEFAULT.withCustomerAcceptsAfter(HOUR).withProvisioningTakes(MINUTE));
    private final SimulatedAws aws = new SimulatedAws(test.world, NO_SECRETS);
    private final SimulatedAzure azure = new SimulatedAzure(test.world, NO_SECRETS);
    private final SimulatedGoogle google = new SimulatedGoogle(test.world, NO_SECRETS);
    private final SimulatedOracle oracle = new SimulatedOracle(test.world, NO_SECRETS);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void anAwsHostedConnectionWaitsForItsOwner() {
        StepCall<Desired> call = aws("o-1");
        var wait = waiting(aws.apply(call));
        assertThat(test.state("o-1")).isEqualTo("ordering");
        assertThat(wait.party()).isEqualTo(Party.CUSTOMER);
        assertThat(wait.action()).contains("accept the hosted connection dxcon-");
        assertThat(wait.until()).isEqualTo(TestWorld.START.plus(Duration.ofDays(21)));
        assertThat(aws.probe(call)).isEqualTo(Presence.PENDING);

        test.pass(HOUR);
        assertThat(waiting(aws.apply(call)).party()).isEqualTo(Party.CLOUD);
        assertThat(test.state("o-1")).isEqualTo("pending");

        test.pass(MINUTE);
        Receipt receipt = receipt(aws.apply(call));
        assertThat(receipt.state()).isEqualTo("available");
        assertThat(receipt.connectionId()).matches("dxcon-[0-9a-f]{8}");
        assertThat(aws.probe(call)).isEqualTo(Presence.PRESENT);

        assertThat(waiting(aws.release(call)).party()).isEqualTo(Party.CLOUD);
        assertThat(test.state("o-1")).isEqualTo("deleting");
        test.pass(MINUTE);
        assertThat(receipt(aws.release(call)).what()).isEqualTo(receipt.connectionId());
        assertThat(test.state("o-1")).isEqualTo("deleted");
        assertThat(aws.probe(call)).isEqualTo(Presence.ABSENT);
        assertThat(test.effects("o-1")).containsExactly("APPLY", "RELEASE");
    }

    @Test
    void statesThatWerePassedWhileNobodyLookedAreCaughtUpWith() {
        aws.apply(aws("o-1"));
        test.pass(Duration.ofDays(1));
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.PRESENT);
    }

    @Test
    void anOwnerWhoDeclinesEndsTheOrder() {
        test.world.script("o-1/", Behaviour.partyRefuses());
        aws.apply(aws("o-1"));
        test.pass(HOUR);
        assertThat(refusal(() -> aws.apply(aws("o-1")))).isEqualTo(FailureCode.PARTY_REFUSED);
        assertThat(test.state("o-1")).isEqualTo("rejected");
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.ABSENT);
    }

    @Test
    void anOwnerWhoNeverActsLetsTheDeadlinePass() {
        test.world.script("o-1/", Behaviour.neverActs());
        aws.apply(aws("o-1"));
        test.pass(Duration.ofDays(22));
        assertThat(waiting(aws.apply(aws("o-1"))).until()).isBefore(test.instant());
        test.world.forget("o-1/");
        assertThat(receipt(aws.apply(aws("o-1"))).state()).isEqualTo("available");
    }

    @Test
    void awsKeepsAConnectionWhileAVirtualInterfaceIsOnIt() {
        test.world.script("o-1/", Behaviour.virtualInterface(HOUR));
        aws.apply(aws("o-1"));
        test.pass(Duration.ofDays(1));
        var wait = waiting(aws.release(aws("o-1")));
        assertThat(wait.party()).isEqualTo(Party.CUSTOMER);
        assertThat(wait.action()).contains("delete the virtual interface");
        assertThat(test.state("o-1")).isEqualTo("available");
        test.pass(HOUR);
        aws.release(aws("o-1"));
        assertThat(test.state("o-1")).isEqualTo("deleting");
    }

    @Test
    void anUnacceptedConnectionHasNoVirtualInterface() {
        test.world.script("o-1/", Behaviour.virtualInterface(HOUR));
        aws.apply(aws("o-1"));
        assertThat(waiting(aws.release(aws("o-1"))).party()).isEqualTo(Party.CLOUD);
    }

    @Test
    void awsTakesTheVlanOfThePortAndElseNamesOne() {
        Desired desired = aws("o-1").desired();
        StepCall<Desired> onPort =
                TestWorld.call("o-1", "set-up-route", desired, "vlan", new Vlan.Receipt("EQIX-DC2-1", 77));
        aws.apply(onPort);
        aws.apply(aws("o-2"));
        test.pass(Duration.ofDays(1));
        assertThat(receipt(aws.apply(onPort)).vlan()).isNull();
        assertThat(test.one("o-1").attribute("vlan").intValue()).isEqualTo(77);
        assertThat(receipt(aws.apply(aws("o-2"))).vlan())
                .isEqualTo(test.one("o-2").attribute("vlan").intValue());
    }

    @Test
    void azureProvisionsWithoutTheCustomerAndOnTwoLinks() {
        StepCall<Desired> call = route("o-1", "azure", 1000, GUID);
        assertThat(waiting(azure.apply(call)).party()).isEqualTo(Party.CLOUD);
        assertThat(test.state("o-1")).isEqualTo("Provisioning");
        test.pass(MINUTE);
        assertThat(receipt(azure.apply(call)).state()).isEqualTo("Provisioned");
        assertThat(test.one("o-1").attribute("primary"))
                .isNotEqualTo(test.one("o-1").attribute("secondary"));
        azure.release(call);
        assertThat(test.state("o-1")).isEqualTo("Deprovisioning");
        assertThat(azure.probe(call)).isEqualTo(Presence.PENDING);
        test.pass(MINUTE);
        azure.release(call);
        assertThat(test.state("o-1")).isEqualTo("NotProvisioned");
    }

    @Test
    void anAzureKeyServesOneConnectionAtATime() {
        azure.apply(route("o-1", "azure", 1000, GUID));
        assertThat(refusal(() -> azure.apply(route("o-2", "azure", 1000, GUID))))
                .isEqualTo(FailureCode.KEY_REFUSED);
        azure.release(route("o-1", "azure", 1000, GUID));
        test.pass(MINUTE);
        azure.probe(route("o-1", "azure", 1000, GUID));
        azure.apply(route("o-2", "azure", 1000, GUID));
        assertThat(test.state("o-2")).isEqualTo("Provisioning");
    }

    @Test
    void googleWorksFirstAndThenTheCustomerActivates() {
        StepCall<Desired> call = route("o-1", "google", 20_000, PAIRING_KEY);
        assertThat(waiting(google.apply(call)).party()).isEqualTo(Party.CLOUD);
        assertThat(test.state("o-1")).isEqualTo("PARTNER_REQUEST_RECEIVED");
        test.pass(MINUTE);
        assertThat(waiting(google.apply(call)).action()).contains("activate the VLAN attachment");
        assertThat(test.state("o-1")).isEqualTo("PENDING_CUSTOMER");
        test.pass(HOUR);
        Receipt receipt = receipt(google.apply(call));
        assertThat(receipt.state()).isEqualTo("ACTIVE");
        assertThat(receipt.vlan()).isBetween(2, 4093);
        google.release(call);
        test.pass(MINUTE);
        assertThat(google.probe(call)).isEqualTo(Presence.ABSENT);
    }

    @Test
    void aGooglePairingKeyIsSpentForEver() {
        google.apply(route("o-1", "google", 50, PAIRING_KEY));
        google.release(route("o-1", "google", 50, PAIRING_KEY));
        test.pass(MINUTE);
        google.release(route("o-1", "google", 50, PAIRING_KEY));
        assertThat(refusal(() -> google.apply(route("o-2", "google", 50, PAIRING_KEY))))
                .isEqualTo(FailureCode.KEY_REFUSED);
    }

    @Test
    void oracleVerifiesThenProvisions() {
        StepCall<Desired> call = route("o-1", "oracle", 1000, OCID);
        oracle.apply(call);
        assertThat(test.state("o-1")).isEqualTo("VERIFYING");
        test.pass(MINUTE);
        oracle.apply(call);
        assertThat(test.state("o-1")).isEqualTo("PROVISIONING");
        test.pass(MINUTE);
        assertThat(receipt(oracle.apply(call)).state()).isEqualTo("PROVISIONED");
        oracle.release(call);
        assertThat(test.state("o-1")).isEqualTo("TERMINATING");
        test.pass(MINUTE);
        oracle.release(call);
        assertThat(test.state("o-1")).isEqualTo("TERMINATED");
    }

    @Test
    void speedsThatAreNotSoldAndKeysThatAreNoneAreRefused() {
        assertThat(refusal(() -> aws.apply(route("o-1", "aws", 150, "123456789012"))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(refusal(() -> azure.apply(route("o-1", "azure", 300, GUID))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(refusal(() -> oracle.apply(route("o-1", "oracle", 500, OCID))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(refusal(() -> google.apply(route("o-1", "google", 25_000, PAIRING_KEY))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(refusal(() -> aws.apply(route("o-1", "aws", 500, "1234")))).isEqualTo(FailureCode.KEY_REFUSED);
        assertThat(test.world.resources("")).isEmpty();
    }
}
