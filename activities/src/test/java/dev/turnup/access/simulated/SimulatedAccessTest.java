package dev.turnup.access.simulated;

import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static dev.turnup.simulated.TestWorld.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.access.Access;
import dev.turnup.qualification.Qualification;
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

class SimulatedAccessTest {
    private final TestWorld test = new TestWorld(Conduct.DEFAULT.withFieldDay(Duration.ofDays(1)));
    private final SimulatedAccess access = new SimulatedAccess(test.world);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aBuildingWithFibreIsConnectedAtOnce() {
        Access.Receipt receipt = receipt(access.apply(order("o-1", "fiber", 0)));
        assertThat(receipt).isEqualTo(new Access.Receipt(test.one("o-1").id(), "BLD-000002", "fiber"));
        assertThat(test.state("o-1")).isEqualTo("lit");
    }

    @Test
    void aFieldCrewBuildsWhereThereIsNone() {
        StepCall<Access.Desired> call = order("o-1", "fiber-build", 45);
        var wait = waiting(access.apply(call));
        assertThat(wait.party()).isEqualTo(Party.FIELD_CREW);
        assertThat(wait.until()).isEqualTo(TestWorld.START.plus(Duration.ofDays(90)));
        test.pass(Duration.ofDays(44));
        assertThat(access.probe(call)).isEqualTo(Presence.PENDING);
        test.pass(Duration.ofDays(1));
        assertThat(receipt(access.apply(call)).technology()).isEqualTo("fiber-build");
    }

    @Test
    void aCrewMaySayThatItCantBeBuilt() {
        test.world.script("o-1/", Behaviour.partyRefuses());
        access.apply(order("o-1", "fiber-build", 45));
        test.pass(Duration.ofDays(45));
        assertThat(refusal(() -> access.apply(order("o-1", "fiber-build", 45)))).isEqualTo(FailureCode.PARTY_REFUSED);
        assertThat(test.state("o-1")).isEqualTo("not buildable");
    }

    @Test
    void whatIsBeingBuiltCanBeTakenBack() {
        access.apply(order("o-1", "fiber-build", 45));
        assertThat(receipt(access.release(order("o-1", "fiber-build", 45))).what())
                .startsWith("acc-");
        test.pass(Duration.ofDays(100));
        assertThat(access.probe(order("o-1", "fiber-build", 45))).isEqualTo(Presence.ABSENT);
    }

    @Test
    void aLineThatWasBuiltIsChangedAtOnceByItsReceiptAlone() {
        Access.Receipt current = built();
        StepCall<Access.Desired> raise = change("change-access", new Access.Desired("BLD-000002", 2000), current);
        assertThat(receipt(access.apply(raise))).isEqualTo(current);
        assertThat(access.probe(raise)).isEqualTo(Presence.PRESENT);
        assertThat(speed()).isEqualTo(2000);
        access.release(raise);
        assertThat(access.probe(raise)).isEqualTo(Presence.ABSENT);
        assertThat(speed()).isEqualTo(1000);
    }

    @Test
    void aSuspendedLineStaysLitAndPassesNothing() {
        StepCall<Access.Desired> suspend =
                change("suspend-access", new Access.Desired("BLD-000002", 1000, true), built());
        access.apply(suspend);
        assertThat(access.probe(suspend)).isEqualTo(Presence.PRESENT);
        assertThat(isSuspended()).isTrue();
        assertThat(test.state("o-1")).isEqualTo("lit");
        access.release(suspend);
        assertThat(access.probe(suspend)).isEqualTo(Presence.ABSENT);
        assertThat(isSuspended()).isFalse();
    }

    private Access.Receipt built() {
        access.apply(order("o-1", "fiber-build", 45));
        test.pass(Duration.ofDays(45));
        return receipt(access.apply(order("o-1", "fiber-build", 45)));
    }

    private long speed() {
        return test.effective("access.simulated", "o-1").attribute("speedMbps").longValue();
    }

    private boolean isSuspended() {
        return test.effective("access.simulated", "o-1").attribute("suspended").booleanValue();
    }

    private static StepCall<Access.Desired> change(String step, Access.Desired desired, Access.Receipt current) {
        return TestWorld.call("o-2", step, desired, StepCall.CURRENT, current);
    }

    private static StepCall<Access.Desired> order(String id, String technology, int leadTimeDays) {
        return TestWorld.call(
                id,
                "build-access",
                new Access.Desired("BLD-000002", 1000),
                "qualification",
                new Qualification.Receipt("BLD-000002", technology, leadTimeDays));
    }
}
