package dev.turnup.locationcheck;

import dev.turnup.order.ActivityProfiles;
import dev.turnup.order.SearchKeys;
import dev.turnup.order.TaskQueues;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/** Has slice after slice answered. It remembers nothing: where the check stands is in its row. */
public class LocationCheckWorkflowImpl implements LocationCheckWorkflow {
    private CheckLook look = new CheckLook(CheckState.acknowledged, 0, 0);

    @Override
    public CheckEnd run(CheckStart start) {
        CancellationScope root = CancellationScope.current();
        CompletablePromise<CheckLook> end = Workflow.newPromise();
        Workflow.newDetachedCancellationScope(() -> end.complete(answerAll(start, root)))
                .run();
        CheckLook last = end.get();
        if (root.isCancelRequested() && last.state() == CheckState.cancelled) {
            throw new CanceledFailure("The check is cancelled; what was answered before is kept, and not given out.");
        }
        return new CheckEnd(start.id(), last.state(), last.answered(), last.rows());
    }

    private CheckLook answerAll(CheckStart start, CancellationScope root) {
        do {
            look = root.isCancelRequested()
                    ? call("End the check", records -> records.cancel(start))
                    : call(summary(), records -> records.goOn(start));
            Workflow.setCurrentDetails("Check is **" + look.state() + "**: " + count(look.answered()) + " of "
                    + count(look.rows()) + " rows are answered");
        } while (!look.state().isFinal());
        Workflow.upsertTypedSearchAttributes(
                SearchKeys.ORDER_STATE.valueSet(look.state().name()));
        return look;
    }

    private String summary() {
        return look.rows() == 0
                ? "Answer the first rows"
                : "Answer from row " + count(look.answered() + 1) + " of " + count(look.rows());
    }

    /** It ends otherwise only by an operator's hand, and the check can't go on without it. */
    private static CheckLook call(String summary, Functions.Func1<LocationCheckRecords, CheckLook> call) {
        LocationCheckRecords records = Workflow.newActivityStub(
                LocationCheckRecords.class, ActivityProfiles.untilItWorks(TaskQueues.LOCATION_CHECKS, summary));
        while (true) {
            try {
                return call.apply(records);
            } catch (ActivityFailure e) {
                Workflow.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private static String count(int rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
