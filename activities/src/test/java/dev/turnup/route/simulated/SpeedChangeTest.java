package dev.turnup.route.simulated;

import static dev.turnup.route.simulated.Routes.GUID;
import static dev.turnup.route.simulated.Routes.NO_SECRETS;
import static dev.turnup.route.simulated.Routes.OCID;
import static dev.turnup.route.simulated.Routes.PAIRING_KEY;
import static dev.turnup.route.simulated.Routes.route;
import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.port.Vlan;
import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.route.CloudRoute.Receipt;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepCall;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change has a key of its own and reads the receipt of what it changes. */
class SpeedChangeTest {
    private final TestWorld test = new TestWorld();
    private final SimulatedAws aws = new SimulatedAws(test.world, NO_SECRETS);
    private final SimulatedAzure azure = new SimulatedAzure(test.world, NO_SECRETS);
    private final SimulatedGoogle google = new SimulatedGoogle(test.world, NO_SECRETS);
    private final SimulatedOracle oracle = new SimulatedOracle(test.world, NO_SECRETS);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void googleRaisesAndTakesTheRaiseBack() {
        Receipt current = google();
        StepCall<Desired> raise = change("o-2", "google", 5000, PAIRING_KEY, current);
        test.pass(Duration.ofHours(1));
        assertThat(receipt(google.apply(raise))).isEqualTo(current);
        assertThat(receipt(google.apply(raise))).isEqualTo(current);
        assertThat(google.probe(raise)).isEqualTo(Presence.PRESENT);
        assertThat(test.one("o-2").attribute("speedMbps").longValue()).isEqualTo(5000);

        assertThat(receipt(google.release(raise)).what()).isEqualTo(current.connectionId());
        assertThat(google.probe(raise)).isEqualTo(Presence.ABSENT);
        assertThat(google.probe(route("o-1", "google", 1000, PAIRING_KEY))).isEqualTo(Presence.PRESENT);
        assertThat(test.effects("o-2")).containsExactly("APPLY", "RELEASE");
    }

    @Test
    void azureRaisesButNeverLowers() {
        Receipt current = receipt(azure.apply(route("o-1", "azure", 1000, GUID)));
        StepCall<Desired> raise = change("o-2", "azure", 2000, GUID, current);
        test.pass(Duration.ofHours(1));
        assertThat(receipt(azure.apply(raise))).isEqualTo(current);
        test.pass(Duration.ofHours(1));
        assertThat(refusal(() -> azure.apply(change("o-3", "azure", 1000, GUID, current))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(refusal(() -> azure.release(raise))).isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(azure.probe(raise)).isEqualTo(Presence.PRESENT);
    }

    @Test
    void onlyTheCustomerChangesAnOracleCircuit() {
        Receipt current = receipt(oracle.apply(route("o-1", "oracle", 1000, OCID)));
        assertThat(refusal(() -> oracle.apply(change("o-2", "oracle", 2000, OCID, current))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
    }

    @Test
    void whatTheProviderAssignedStays() {
        Receipt current = google();
        google.apply(change("o-2", "google", 5000, PAIRING_KEY, current));
        assertThat(test.one("o-2").attribute("vlanTag8021q").intValue())
                .isEqualTo(test.one("o-1").attribute("vlanTag8021q").intValue())
                .isEqualTo(current.vlan());
        Receipt circuit = receipt(azure.apply(route("o-3", "azure", 1000, GUID)));
        azure.apply(change("o-4", "azure", 2000, GUID, circuit));
        assertThat(test.one("o-4").attribute("primary"))
                .isEqualTo(test.one("o-3").attribute("primary"));
    }

    @Test
    void anAwsConnectionMovesToAnotherVlanThoughAVirtualInterfaceIsOnIt() {
        String marked = "000000000015";
        Desired desired = new Desired("aws", "EQIX-DC2", 500, marked);
        StepCall<Desired> made = TestWorld.call("o-1", "set-up-route", desired, "vlan", new Vlan.Receipt("P-1", 10));
        aws.apply(made);
        test.pass(Duration.ofSeconds(1));
        Receipt current = receipt(aws.apply(made));
        StepCall<Desired> move = TestWorld.call(
                "o-2", "change-route", desired, StepCall.CURRENT, current, "vlan", new Vlan.Receipt("P-1", 77));
        assertThat(receipt(aws.apply(move))).isEqualTo(current);
        assertThat(test.effective("route.simulated-aws", "o-1")
                        .attribute("vlan")
                        .intValue())
                .isEqualTo(77);

        assertThat(receipt(aws.release(move)).what()).isEqualTo(current.connectionId());
        assertThat(aws.probe(move)).isEqualTo(Presence.ABSENT);
        assertThat(test.effective("route.simulated-aws", "o-1")
                        .attribute("vlan")
                        .intValue())
                .isEqualTo(10);
        assertThat(refusal(() -> aws.apply(change("o-3", "aws", 1000, marked, current))))
                .isEqualTo(FailureCode.RECEIPT_MISMATCH);
    }

    @Test
    void noPartnerChangesTheSpeedOfAnAwsConnection() {
        aws.apply(route("o-1", "aws", 500, "123456789012"));
        test.pass(Duration.ofSeconds(1));
        Receipt current = receipt(aws.apply(route("o-1", "aws", 500, "123456789012")));
        assertThat(refusal(() -> aws.apply(change("o-2", "aws", 1000, "123456789012", current))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
    }

    @Test
    void whatIsGoneCantBeChanged() {
        Receipt current = google();
        google.release(route("o-1", "google", 1000, PAIRING_KEY));
        assertThat(refusal(() -> google.apply(change("o-2", "google", 5000, PAIRING_KEY, current))))
                .isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(test.world.resources("o-2/")).isEmpty();
    }

    @Test
    void aMarkerConcernsAChangeToo() {
        Receipt current = google();
        StepCall<Desired> raise =
                change("o-2", "google", 5000, "9f8e7d6c-5b4a-4938-8271-000000000003/us-east4/1", current);
        assertThat(refusal(() -> google.apply(raise))).isEqualTo(FailureCode.TIMEOUT);
        assertThat(receipt(google.apply(raise))).isEqualTo(current);
        assertThat(test.effects("o-2")).containsExactly("APPLY");
    }

    private Receipt google() {
        google.apply(route("o-1", "google", 1000, PAIRING_KEY));
        test.pass(Duration.ofSeconds(1));
        return receipt(google.apply(route("o-1", "google", 1000, PAIRING_KEY)));
    }

    private static StepCall<Desired> change(String order, String cloud, long speed, String key, Receipt current) {
        return TestWorld.call(
                order, "change-speed", new Desired(cloud, "EQIX-DC2", speed, key), StepCall.CURRENT, current);
    }
}
