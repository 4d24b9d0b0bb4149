package dev.turnup.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.billrun.BillRunLook;
import dev.turnup.billrun.BillRunRecords;
import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.BillRunState;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What Temporal hears of an activity while it runs. */
class HeartbeatsTest {
    private static final BillRunLook DONE = new BillRunLook(BillRunState.done, 1, 1);

    /** Runs an activity that ends when it was heard of so often; how often that was in the end. */
    private static int beats(int expected, ActivityOptions options) {
        CountDownLatch heard = new CountDownLatch(expected);
        AtomicInteger beats = new AtomicInteger();
        TestActivityEnvironment environment = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new Heartbeats())
                        .build())
                .build());
        try {
            environment.setActivityHeartbeatListener(Void.class, nothing -> {
                beats.incrementAndGet();
                heard.countDown();
            });
            environment.registerActivitiesImplementations((BillRunRecords) start -> await(heard));
            assertThat(environment
                            .newActivityStub(BillRunRecords.class, options)
                            .goOn(new BillRunStart("2026-01")))
                    .isEqualTo(DONE);
            return beats.get();
        } finally {
            environment.close();
        }
    }

    private static BillRunLook await(CountDownLatch heard) {
        try {
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
            return DONE;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ActivityOptions.Builder options() {
        return ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1));
    }

    @Test
    void isHeardOfAgainAndAgainWhereItsSilenceWouldBeNoticed() {
        assertThat(beats(
                        2, options().setHeartbeatTimeout(Duration.ofMillis(500)).build()))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void isNotHeardOfWhereItsSilenceMeansNothing() {
        assertThat(beats(0, options().build())).isZero();
    }
}
