package dev.turnup.route.simulated;

import static dev.turnup.route.simulated.Routes.GUID;
import static dev.turnup.route.simulated.Routes.NO_SECRETS;
import static dev.turnup.route.simulated.Routes.aws;
import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static dev.turnup.simulated.TestWorld.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.simulated.Behaviour.Kind;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
    private final TestWorld test = new TestWorld();
    private final SimulatedAws aws = new SimulatedAws(test.world, NO_SECRETS);

    @AfterEach
    void close() {
        test.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000000001",
                "9f8e7d6c-5b4a-4938-8271-000000000001",
                "9f8e7d6c-5b4a-4938-8271-000000000001/us-east4/1",
                "ocid1.virtualcircuit.oc1.iad.000000000001"
            })
    void everyCloudsKeysCanBeMarked(String key) {
        assertThat(Marker.of(key)).extracting(behaviour -> behaviour.kind()).containsExactly(Kind.NEVER_ACTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "000000000000", GUID, Routes.PAIRING_KEY, Routes.OCID, "100000000001"})
    void usualKeysAskForNothing(String key) {
        assertThat(Marker.of(key)).isEmpty();
    }

    @Test
    void threeMeansDoneButNotAnswered() {
        assertThat(refusal(() -> aws.apply(aws("o-1", "000000000003")))).isEqualTo(FailureCode.TIMEOUT);
        waiting(aws.apply(aws("o-1", "000000000003")));
        assertThat(test.effects("o-1")).containsExactly("APPLY");
    }

    @Test
    void fiveMeansTwoLostRequests() {
        for (int n = 0; n < 2; n++) {
            assertThat(refusal(() -> aws.apply(aws("o-1", "000000000005")))).isEqualTo(FailureCode.UNREACHABLE);
        }
        assertThat(test.world.resources("")).isEmpty();
        waiting(aws.apply(aws("o-1", "000000000005")));
    }

    @Test
    void eightMeansALateLanding() {
        assertThat(refusal(() -> aws.apply(aws("o-1", "000000000008")))).isEqualTo(FailureCode.TIMEOUT);
        test.pass(Duration.ofSeconds(10));
        assertThat(aws.probe(aws("o-1", "000000000008"))).isEqualTo(Presence.PENDING);
    }

    @Test
    void tenMeansThatNoReleaseWorks() {
        aws.apply(aws("o-1", "000000000010"));
        assertThat(refusal(() -> aws.release(aws("o-1", "000000000010")))).isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(aws.probe(aws("o-1", "000000000010"))).isEqualTo(Presence.PENDING);
        test.world.forget("o-1/1/set-up-route/1");
        assertThat(receipt(aws.release(aws("o-1", "000000000010"))).what()).startsWith("dxcon-");
    }

    @Test
    void elevenMeansAGhost() {
        aws.apply(aws("o-1", "000000000011"));
        assertThat(receipt(aws.release(aws("o-1", "000000000011"))).what()).startsWith("dxcon-");
        assertThat(aws.probe(aws("o-1", "000000000011"))).isEqualTo(Presence.PENDING);
    }

    @Test
    void twelveToFourteenAreRefusals() {
        assertThat(refusal(() -> aws.apply(aws("o-1", "000000000012")))).isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(refusal(() -> aws.apply(aws("o-2", "000000000013")))).isEqualTo(FailureCode.KEY_REFUSED);
        assertThat(refusal(() -> aws.apply(aws("o-3", "000000000014")))).isEqualTo(FailureCode.NO_CAPACITY);
        assertThat(refusal(() -> aws.apply(aws("o-3", "000000000014")))).isEqualTo(FailureCode.NO_CAPACITY);
        assertThat(test.world.resources("")).isEmpty();
    }
}
