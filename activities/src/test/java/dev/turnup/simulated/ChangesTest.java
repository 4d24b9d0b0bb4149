package dev.turnup.simulated;

import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static dev.turnup.simulated.TestWorld.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.database.TestDatabase;
import dev.turnup.gateway.Gateway;
import dev.turnup.gateway.Gateway.Desired;
import dev.turnup.gateway.simulated.SimulatedGateway;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.Released;
import dev.turnup.step.StepCall;
import dev.turnup.step.Verb;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is so of a change of any resource: whatever goes wrong on the way, and on both databases. */
class ChangesTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final StepCall<Desired> WHOLE = TestWorld.call("o-1", "create-gateway", desired(1_000, false));

    private TestWorld test;
    private SimulatedGateway gateways;
    private Gateway.Receipt current;

    @AfterEach
    void close() {
        test.close();
    }

    private void on(TestDatabase kind) {
        on(kind, Conduct.DEFAULT);
        current = receipt(gateways.apply(WHOLE));
        test.pass(AN_HOUR);
    }

    private void on(TestDatabase kind, Conduct conduct) {
        test = new TestWorld(kind, SimulationRules.of(conduct));
        gateways = new SimulatedGateway(test.world);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_holds_until_it_is_taken_back_and_nothing_is_interrupted(TestDatabase kind) {
        on(kind);
        StepCall<Desired> raise = change("o-2", 2_000, false);
        assertThat(receipt(gateways.apply(raise))).isEqualTo(receipt(gateways.apply(raise)));
        assertThat(gateways.probe(raise)).isEqualTo(Presence.PRESENT);
        assertThat(speed()).isEqualTo(2_000);
        assertThat(before("o-2")).isEqualTo(1_000);
        assertThat(test.state("o-1")).isEqualTo("running");

        assertThat(receipt(gateways.release(raise)).what()).isEqualTo(current.gatewayId());
        assertThat(gateways.probe(raise)).isEqualTo(Presence.ABSENT);
        assertThat(speed()).isEqualTo(1_000);
        assertThat(gateways.probe(WHOLE)).isEqualTo(Presence.PRESENT);
        assertThat(test.effects("o-2")).containsExactly("APPLY", "RELEASE");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_second_of_two_changes_is_taken_back_to_the_first(TestDatabase kind) {
        on(kind);
        gateways.apply(change("o-2", 2_000, false));
        test.pass(AN_HOUR);
        gateways.apply(change("o-3", 5_000, true));
        assertThat(speed()).isEqualTo(5_000);
        assertThat(before("o-3")).isEqualTo(2_000);
        assertThat(isSuspended()).isTrue();

        gateways.release(change("o-3", 5_000, true));
        assertThat(speed()).isEqualTo(2_000);
        assertThat(isSuspended()).isFalse();
        assertThat(gateways.probe(change("o-2", 2_000, false))).isEqualTo(Presence.PRESENT);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_that_never_was_counts_as_taken_back(TestDatabase kind) {
        on(kind);
        assertThat(gateways.probe(change("o-2", 2_000, false))).isEqualTo(Presence.ABSENT);
        assertThat(receipt(gateways.release(change("o-2", 2_000, false)))).isEqualTo(Released.NOTHING);
        assertThat(speed()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void the_changes_of_a_resource_end_with_it(TestDatabase kind) {
        on(kind);
        StepCall<Desired> raise = change("o-2", 2_000, false);
        gateways.apply(raise);
        gateways.release(WHOLE);
        assertThat(test.world.resources("")).allMatch(Resource::isClosed);
        assertThat(test.world.effective("gateway.simulated", WHOLE.key().toString()))
                .isEmpty();

        assertThat(gateways.probe(raise)).isEqualTo(Presence.ABSENT);
        assertThat(receipt(gateways.release(raise)).what()).isEqualTo(current.gatewayId());
        assertThat(refusal(() -> gateways.apply(raise))).isEqualTo(FailureCode.STEP_UNDONE);
        assertThat(refusal(() -> gateways.apply(change("o-3", 5_000, false)))).isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(test.world.resources("o-3/")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_without_an_answer_is_found_by_its_key(TestDatabase kind) {
        on(kind);
        StepCall<Desired> raise = change("o-2", 2_000, false);
        test.world.script("o-2/", Behaviour.unreachable(), Behaviour.timeoutAfterSuccess(), Behaviour.lostAnswer());
        assertThat(refusal(() -> gateways.apply(raise))).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(speed()).isEqualTo(1_000);
        assertThat(refusal(() -> gateways.apply(raise))).isEqualTo(FailureCode.TIMEOUT);
        assertThat(gateways.probe(raise)).isEqualTo(Presence.PRESENT);
        assertThat(refusal(() -> gateways.apply(raise))).isEqualTo(FailureCode.UNREACHABLE);
        receipt(gateways.apply(raise));
        assertThat(test.effects("o-2")).containsExactly("APPLY");

        test.world.script("o-2/", Behaviour.lostAnswer().on(Verb.RELEASE));
        assertThat(refusal(() -> gateways.release(raise))).isEqualTo(FailureCode.UNREACHABLE);
        receipt(gateways.release(raise));
        assertThat(test.effects("o-2")).containsExactly("APPLY", "RELEASE");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_refused_change_leaves_everything_as_it_was(TestDatabase kind) {
        on(kind);
        test.world.script("o-2/", Behaviour.refuse(FailureCode.NO_CAPACITY, "no such speed there"));
        assertThat(refusal(() -> gateways.apply(change("o-2", 2_000, false)))).isEqualTo(FailureCode.NO_CAPACITY);
        assertThat(gateways.probe(change("o-2", 2_000, false))).isEqualTo(Presence.ABSENT);
        assertThat(speed()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_that_cant_be_taken_back_holds(TestDatabase kind) {
        on(kind);
        StepCall<Desired> raise = change("o-2", 2_000, false);
        gateways.apply(raise);
        test.world.script("o-2/", Behaviour.stuckRelease());
        assertThat(refusal(() -> gateways.release(raise))).isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(gateways.probe(raise)).isEqualTo(Presence.PRESENT);
        test.world.forget("o-2/");
        test.world.script("o-2/", Behaviour.ghost());
        receipt(gateways.release(raise));
        assertThat(gateways.probe(raise)).isEqualTo(Presence.PRESENT);
        assertThat(speed()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_lands_even_after_its_release_and_is_taken_back_again(TestDatabase kind) {
        on(kind);
        StepCall<Desired> raise = change("o-2", 2_000, false);
        sendLate(raise);
        receipt(gateways.release(raise));
        gateways.apply(change("o-3", 5_000, false));
        test.pass(AN_HOUR);
        assertThat(gateways.probe(raise)).isEqualTo(Presence.PRESENT);
        assertThat(speed()).isEqualTo(2_000);
        assertThat(before("o-2")).as("what it was when it landed").isEqualTo(5_000);

        receipt(gateways.release(raise));
        assertThat(gateways.probe(raise)).isEqualTo(Presence.ABSENT);
        assertThat(speed()).isEqualTo(5_000);
        assertThat(test.effects("o-2")).containsExactly("LANDED", "RELEASE");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_that_lands_on_what_is_gone_does_nothing(TestDatabase kind) {
        on(kind);
        StepCall<Desired> raise = change("o-2", 2_000, false);
        sendLate(raise);
        gateways.release(WHOLE);
        test.pass(AN_HOUR);
        assertThat(gateways.probe(raise)).isEqualTo(Presence.ABSENT);
        assertThat(test.world.resources("o-2/")).isEmpty();
        assertThat(test.effects("o-2")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_slow_system_changes_from_what_is_there_by_then(TestDatabase kind) {
        Duration slow = Duration.ofSeconds(10);
        on(kind, Conduct.DEFAULT.withProvisioningTakes(slow));
        gateways.apply(WHOLE);
        test.pass(slow);
        current = receipt(gateways.apply(WHOLE));
        StepCall<Desired> raise = change("o-2", 2_000, false);
        waiting(gateways.apply(raise));
        assertThat(gateways.probe(raise)).isEqualTo(Presence.PENDING);
        assertThat(gateways.probe(WHOLE)).isEqualTo(Presence.PRESENT);
        test.pass(slow);
        receipt(gateways.apply(raise));
        waiting(gateways.release(raise));
        test.pass(slow);
        gateways.apply(change("o-3", 5_000, false));
        assertThat(before("o-3")).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void of_two_changes_in_one_instant_the_second_counts(TestDatabase kind) {
        on(kind);
        gateways.apply(change("o-3", 2_000, false));
        gateways.apply(change("o-2", 5_000, false));
        assertThat(speed()).isEqualTo(5_000);
        gateways.apply(change("o-4", 1_000, true));
        assertThat(before("o-4")).isEqualTo(5_000);
        assertThat(isSuspended()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void what_is_being_taken_down_cant_be_changed(TestDatabase kind) {
        Duration slow = Duration.ofSeconds(10);
        on(kind, Conduct.DEFAULT.withProvisioningTakes(slow));
        gateways.apply(WHOLE);
        test.pass(slow);
        current = receipt(gateways.apply(WHOLE));
        waiting(gateways.release(WHOLE));
        assertThat(refusal(() -> gateways.apply(change("o-2", 2_000, false)))).isEqualTo(FailureCode.PROVIDER_REFUSED);
        assertThat(test.world.resources("o-2/")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_that_is_never_finished_waits_and_can_be_taken_back(TestDatabase kind) {
        on(kind);
        test.world.script("o-2/", Behaviour.neverActs());
        StepCall<Desired> raise = change("o-2", 2_000, false);
        assertThat(waiting(gateways.apply(raise)).action()).startsWith("finish the change of " + current.gatewayId());
        test.pass(AN_HOUR);
        waiting(gateways.apply(raise));
        assertThat(gateways.probe(raise)).isEqualTo(Presence.PENDING);
        assertThat(speed()).isEqualTo(1_000);

        receipt(gateways.release(raise));
        assertThat(gateways.probe(raise)).isEqualTo(Presence.ABSENT);
        assertThat(gateways.probe(WHOLE)).isEqualTo(Presence.PRESENT);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_lands_before_the_next_one_though_nobody_looked(TestDatabase kind) {
        on(kind);
        sendLate(change("o-2", 2_000, false));
        test.pass(AN_HOUR);
        gateways.apply(change("o-3", 5_000, false));
        assertThat(before("o-3")).isEqualTo(2_000);
        assertThat(gateways.probe(change("o-2", 2_000, false))).isEqualTo(Presence.PRESENT);
        assertThat(speed()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_that_lands_once_more_is_of_what_is_there_by_then(TestDatabase kind) {
        on(kind);
        StepCall<Desired> raise = change("o-2", 2_000, false);
        sendLate(raise);
        gateways.apply(raise);
        gateways.release(raise);
        gateways.apply(change("o-3", 5_000, false));
        test.pass(AN_HOUR);
        assertThat(gateways.probe(raise)).isEqualTo(Presence.PRESENT);
        assertThat(before("o-2")).isEqualTo(5_000);
        assertThat(test.effects("o-2")).containsExactly("APPLY", "RELEASE", "LANDED");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void a_change_is_taken_back_by_its_key_alone(TestDatabase kind) {
        on(kind);
        gateways.apply(change("o-2", 2_000, true));
        StepCall<Desired> bare = TestWorld.call("o-2", "change-gateway", desired(2_000, true));
        receipt(gateways.release(bare));
        assertThat(gateways.probe(bare)).isEqualTo(Presence.ABSENT);
        assertThat(isSuspended()).isFalse();
    }

    private void sendLate(StepCall<Desired> call) {
        test.world.script("o-2/", Behaviour.lateLanding(Duration.ofSeconds(30)));
        assertThat(refusal(() -> gateways.apply(call))).isEqualTo(FailureCode.TIMEOUT);
    }

    private StepCall<Desired> change(String order, long speedMbps, boolean suspended) {
        return TestWorld.call(order, "change-gateway", desired(speedMbps, suspended), StepCall.CURRENT, current);
    }

    private static Desired desired(long speedMbps, boolean suspended) {
        return new Desired("EQIX-DC2", 64_512, speedMbps, suspended);
    }

    private long speed() {
        return effective().attribute("speedMbps").longValue();
    }

    private boolean isSuspended() {
        return effective().attribute("suspended").booleanValue();
    }

    private Resource effective() {
        return test.world.effective("gateway.simulated", WHOLE.key().toString()).orElseThrow();
    }

    private long before(String order) {
        return test.one(order).attribute(Wanted.BEFORE).path("speedMbps").longValue();
    }
}
