package dev.turnup.order;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Rows of our own: written locally while that works, and otherwise as activities that operators see retrying. */
public final class OwnRecords<R> {
    private final R local;
    private final R queued;

    /** @param summary what operators read in the timeline */
    public OwnRecords(Class<R> type, String summary) {
        local = Workflow.newLocalActivityStub(type, ActivityProfiles.inline(summary));
        queued = Workflow.newActivityStub(type, ActivityProfiles.untilItWorks(summary));
    }

    public <T> T call(Functions.Func1<R, T> call) {
        try {
            return call.apply(local);
        } catch (ActivityFailure e) {
            return untilItWorks(call);
        }
    }

    /** It ends otherwise only by an operator's hand, and the workflow can't go on without it. */
    private <T> T untilItWorks(Functions.Func1<R, T> call) {
        while (true) {
            try {
                return call.apply(queued);
            } catch (ActivityFailure e) {
                Workflow.sleep(Duration.ofSeconds(1));
            }
        }
    }
}
