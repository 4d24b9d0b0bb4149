package dev.turnup.order;

import dev.turnup.plan.PlannedStep;
import dev.turnup.step.FailureCode;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;
import java.util.Arrays;

/** Timeouts and retries of every activity, with the reason beside each number. */
public final class ActivityProfiles {
    /** Statements time out under 2 s: an attempt that takes longer is lost. */
    private static final Duration INLINE_ATTEMPT = Duration.ofSeconds(5);

    /** A provider's API answers within seconds; twice the usual client timeout of 15 s. */
    private static final Duration QUEUED_ATTEMPT = Duration.ofSeconds(30);

    /** A page of tenants takes a second or two; what is billed of one that is cut off stays, so no attempt is in vain. */
    private static final Duration BILL_PAGE = Duration.ofSeconds(30);

    /** Five beats: a page whose process was killed is taken up by another one at once, and one that is merely slow goes on. */
    private static final Duration BILL_PAGE_SILENCE = Duration.ofSeconds(5);

    /** Whatever an adapter in another language says of them. */
    private static final String[] FINAL = Arrays.stream(FailureCode.values())
            .filter(code -> !code.retryable())
            .map(FailureCode::name)
            .toArray(String[]::new);

    private ActivityProfiles() {}

    /**
     * A local activity that retries is invisible to operators: three attempts within a second, then its queue. Histories do
     * without its arguments: the journal has them, and a hundred items would be megabytes.
     */
    static LocalActivityOptions inline(String summary) {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(INLINE_ATTEMPT)
                .setDoNotIncludeArgumentsIntoMarker(true)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(50))
                        .setBackoffCoefficient(4)
                        .setMaximumAttempts(3)
                        .build())
                .setSummary(summary)
                .build();
    }

    /** Seven attempts over about a minute ride out a provider's restart; then a probe, then an operator. */
    static ActivityOptions queued(PlannedStep step, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(step.taskQueue())
                .setStartToCloseTimeout(QUEUED_ATTEMPT)
                .setScheduleToStartTimeout(step.due())
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setBackoffCoefficient(2)
                        .setMaximumInterval(Duration.ofMinutes(1))
                        .setMaximumAttempts(7)
                        .setDoNotRetry(FINAL)
                        .build())
                .setSummary(summary)
                .build();
    }

    /** What the order can't go on without: for ever, every half minute at the most, where operators see it. */
    static ActivityOptions untilItWorks(String summary) {
        return untilItWorks(TaskQueues.ORCHESTRATION, summary);
    }

    /** The same on another queue. */
    public static ActivityOptions untilItWorks(String taskQueue, String summary) {
        return untilItWorks(taskQueue, QUEUED_ATTEMPT, summary);
    }

    /** The same for a page of tenants of a bill run. */
    public static ActivityOptions billPage(String summary) {
        return untilItWorks(TaskQueues.BILL_RUNS, BILL_PAGE, summary).toBuilder()
                .setHeartbeatTimeout(BILL_PAGE_SILENCE)
                .build();
    }

    private static ActivityOptions untilItWorks(String taskQueue, Duration attempt, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(taskQueue)
                .setStartToCloseTimeout(attempt)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofSeconds(30))
                        .build())
                .setSummary(summary)
                .build();
    }
}
