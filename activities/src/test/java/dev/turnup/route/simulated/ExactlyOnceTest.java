package dev.turnup.route.simulated;

import static dev.turnup.route.simulated.Routes.GUID;
import static dev.turnup.route.simulated.Routes.NO_SECRETS;
import static dev.turnup.route.simulated.Routes.aws;
import static dev.turnup.route.simulated.Routes.route;
import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static dev.turnup.simulated.TestWorld.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.database.TestDatabase;
import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.simulated.Behaviour;
import dev.turnup.simulated.SimulatedAdapter;
import dev.turnup.simulated.SimulationRules;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.Released;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong on the way, the witness sees each effect once; on both databases. */
class ExactlyOnceTest {
    private TestWorld test;
    private SimulatedAws aws;

    @AfterEach
    void close() {
        test.close();
    }

    private void on(TestDatabase kind) {
        test = new TestWorld(kind, SimulationRules.DEFAULT);
        aws = new SimulatedAws(test.world, NO_SECRETS);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void applyingTwiceOrdersOnceAndAnswersTheSame(TestDatabase kind) {
        on(kind);
        aws.apply(aws("o-1"));
        test.pass(Duration.ofSeconds(1));
        assertThat(receipt(aws.apply(aws("o-1")))).isEqualTo(receipt(aws.apply(aws("o-1"))));
        assertThat(test.effects("o-1")).containsExactly("APPLY");
        assertThat(test.world.calls("o-1/")).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twinsThatRaceOrderOnce(TestDatabase kind) throws Exception {
        on(kind);
        List<String> sentences = atOnce(4, () -> waiting(aws.apply(aws("o-1"))).action());
        assertThat(sentences).hasSize(4).containsOnly(sentences.getFirst());
        assertThat(test.effects("o-1")).containsExactly("APPLY");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void releasesThatRaceTakeDownOnce(TestDatabase kind) throws Exception {
        on(kind);
        aws.apply(aws("o-1"));
        List<Released> released = atOnce(4, () -> receipt(aws.release(aws("o-1"))));
        assertThat(released)
                .hasSize(4)
                .containsOnly(new Released(test.one("o-1").id()));
        assertThat(test.effects("o-1")).containsExactly("APPLY", "RELEASE");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ordersThatRaceForOneKeyGetOneConnection(TestDatabase kind) throws Exception {
        on(kind);
        SimulatedAzure azure = new SimulatedAzure(test.world, NO_SECRETS);
        List<StepCall<Desired>> orders = IntStream.range(0, 4)
                .mapToObj(n -> route("o-" + n, "azure", 1000, GUID))
                .toList();
        var next = orders.iterator();
        List<String> ends = atOnce(4, () -> {
            StepCall<Desired> call;
            synchronized (next) {
                call = next.next();
            }
            return outcome(azure, call);
        });
        assertThat(ends).containsExactlyInAnyOrder("done", "KEY_REFUSED", "KEY_REFUSED", "KEY_REFUSED");
        assertThat(test.world.resources("o-")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatNeverWasCountsAsTakenBack(TestDatabase kind) {
        on(kind);
        assertThat(receipt(aws.release(aws("o-1")))).isEqualTo(Released.NOTHING);
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.ABSENT);
        assertThat(test.effects("o-1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLateTwinOfWhatWasTakenBackIsRefused(TestDatabase kind) {
        on(kind);
        aws.apply(aws("o-1"));
        aws.release(aws("o-1"));
        assertThat(refusal(() -> aws.apply(aws("o-1")))).isEqualTo(FailureCode.STEP_UNDONE);
        assertThat(test.effects("o-1")).containsExactly("APPLY", "RELEASE");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatWasDoneDespiteATimeoutIsFoundByItsKey(TestDatabase kind) {
        on(kind);
        test.world.script("o-1/", Behaviour.timeoutAfterSuccess(), Behaviour.lostAnswer());
        assertThat(refusal(() -> aws.apply(aws("o-1")))).isEqualTo(FailureCode.TIMEOUT);
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.PENDING);
        assertThat(refusal(() -> aws.apply(aws("o-1")))).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(waiting(aws.apply(aws("o-1"))).action())
                .contains(test.one("o-1").id());
        assertThat(test.effects("o-1")).containsExactly("APPLY");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aReleaseWhoseAnswerIsLostIsDoneOnce(TestDatabase kind) {
        on(kind);
        aws.apply(aws("o-1"));
        test.world.script("o-1/", Behaviour.lostAnswer().on(Verb.RELEASE));
        assertThat(refusal(() -> aws.release(aws("o-1")))).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(receipt(aws.release(aws("o-1"))).what()).startsWith("dxcon-");
        assertThat(test.effects("o-1")).containsExactly("APPLY", "RELEASE");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRequestLandsLateAndOnlyOnce(TestDatabase kind) {
        on(kind);
        test.world.script("o-1/", Behaviour.lateLanding(Duration.ofSeconds(30)));
        assertThat(refusal(() -> aws.apply(aws("o-1")))).isEqualTo(FailureCode.TIMEOUT);
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.ABSENT);
        test.pass(Duration.ofSeconds(30));
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.PENDING);
        aws.apply(aws("o-1"));
        assertThat(test.effects("o-1")).containsExactly("LANDED");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRequestThatLandsAfterItsRetryChangesNothing(TestDatabase kind) {
        on(kind);
        test.world.script("o-1/", Behaviour.lateLanding(Duration.ofSeconds(30)));
        assertThat(refusal(() -> aws.apply(aws("o-1")))).isEqualTo(FailureCode.TIMEOUT);
        aws.apply(aws("o-1"));
        test.pass(Duration.ofSeconds(30));
        aws.apply(aws("o-1"));
        assertThat(test.effects("o-1")).containsExactly("APPLY");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRequestLandsEvenAfterTheRelease(TestDatabase kind) {
        on(kind);
        test.world.script("o-1/", Behaviour.lateLanding(Duration.ofSeconds(30)));
        assertThat(refusal(() -> aws.apply(aws("o-1")))).isEqualTo(FailureCode.TIMEOUT);
        assertThat(receipt(aws.release(aws("o-1")))).isEqualTo(Released.NOTHING);
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.ABSENT);
        test.pass(Duration.ofSeconds(40));
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.PRESENT);
        assertThat(receipt(aws.release(aws("o-1"))).what()).startsWith("dxcon-");
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.ABSENT);
        assertThat(test.effects("o-1")).containsExactly("LANDED", "RELEASE");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRequestThatLandsAfterRetryAndReleaseMakesItAnew(TestDatabase kind) {
        on(kind);
        test.world.script("o-1/", Behaviour.lateLanding(Duration.ofSeconds(30)));
        assertThat(refusal(() -> aws.apply(aws("o-1")))).isEqualTo(FailureCode.TIMEOUT);
        aws.apply(aws("o-1"));
        aws.release(aws("o-1"));
        test.pass(Duration.ofSeconds(30));
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.PENDING);
        aws.release(aws("o-1"));
        assertThat(aws.probe(aws("o-1"))).isEqualTo(Presence.ABSENT);
        assertThat(test.effects("o-1")).containsExactly("APPLY", "RELEASE", "LANDED", "RELEASE");
    }

    private static String outcome(SimulatedAdapter<Desired, ?> adapter, StepCall<Desired> call) {
        try {
            receipt(adapter.apply(call));
            return "done";
        } catch (StepFailure failure) {
            return failure.code().name();
        }
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> all = executor.invokeAll(IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(n -> () -> {
                        barrier.await();
                        return work.call();
                    })
                    .toList());
            List<T> results = new ArrayList<>();
            for (Future<T> one : all) {
                results.add(one.get());
            }
            return results;
        }
    }
}
