package dev.turnup.order;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits for something with a timer beside it, which is cancelled when that comes first and shows operators what is waited for. */
public final class TimedWait {
    private TimedWait() {}

    /** Returns when it is there, or the time is over, or the scope around it is cancelled. */
    public static void until(Supplier<Boolean> there, Duration longest, String summary) {
        CompletablePromise<Boolean> over = Workflow.newPromise();
        CancellationScope timer = Workflow.newCancellationScope(() -> over.completeFrom(Workflow.newTimer(
                        longest, TimerOptions.newBuilder().setSummary(summary).build())
                .handle((nothing, cancelled) -> true)));
        timer.run();
        Workflow.await(() -> there.get() || over.isCompleted());
        timer.cancel("the wait is over");
    }
}
