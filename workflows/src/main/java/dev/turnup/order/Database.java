package dev.turnup.order;

import dev.turnup.step.StepKey;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** The order's own rows: written locally while that works, and otherwise as activities that operators see retrying. */
final class Database {
    private final OrderRecords local =
            Workflow.newLocalActivityStub(OrderRecords.class, ActivityProfiles.inline("Own records"));
    private final OrderRecords queued =
            Workflow.newActivityStub(OrderRecords.class, ActivityProfiles.untilItWorks("Own records"));

    OrderLoad load(OrderStart start) {
        return call(records -> records.load(start));
    }

    RecordBatch write(RecordBatch batch) {
        return call(records -> {
            records.record(batch);
            return batch;
        });
    }

    boolean commit(CommitRequest request) {
        return call(records -> records.commit(request));
    }

    boolean cancel(OrderStart start) {
        return call(records -> records.cancel(start));
    }

    List<String> begun(OrderStart start) {
        return call(records -> records.begun(start));
    }

    StepKey regenerate(Regenerate request) {
        return call(records -> records.regenerate(request));
    }

    private <T> T call(Functions.Func1<OrderRecords, T> call) {
        try {
            return call.apply(local);
        } catch (ActivityFailure e) {
            return untilItWorks(call);
        }
    }

    /** It ends otherwise only by an operator's hand, and the order can't go on without it. */
    private <T> T untilItWorks(Functions.Func1<OrderRecords, T> call) {
        while (true) {
            try {
                return call.apply(queued);
            } catch (ActivityFailure e) {
                Workflow.sleep(Duration.ofSeconds(1));
            }
        }
    }
}
