package dev.turnup.window;

import dev.turnup.order.OwnRecords;
import dev.turnup.order.SearchKeys;
import dev.turnup.order.TimedWait;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits for the next instant at which something is due, and has it done. It remembers nothing, so a window whose workflow is
 * lost goes on with the next one. A cancellation in Temporal changes nothing: what is raised has to come back.
 */
public class EventWindowWorkflowImpl implements EventWindowWorkflow {
    /** The database's clock may be behind Temporal's. */
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private WindowState shown = WindowState.unknown;
    private boolean told;

    @Override
    public WindowEnd run(WindowStart start) {
        CompletablePromise<WindowEnd> end = Workflow.newPromise();
        Workflow.newDetachedCancellationScope(() -> end.complete(keepGoing(start)))
                .run();
        return end.get();
    }

    private WindowEnd keepGoing(WindowStart start) {
        OwnRecords<WindowRecords> records = new OwnRecords<>(WindowRecords.class, "Do what is due");
        while (true) {
            told = false;
            WindowLook look = records.call(rows -> rows.goOn(start));
            show(look);
            if (look.state().isFinal()) {
                return new WindowEnd(start.id(), look.state());
            }
            if (Workflow.getInfo().isContinueAsNewSuggested()) {
                Workflow.continueAsNew(start);
            }
            await(look);
        }
    }

    private void show(WindowLook look) {
        Workflow.setCurrentDetails("Window is **" + look.state() + "**; next: " + look.waitsFor());
        if (look.state() != shown) {
            shown = look.state();
            Workflow.upsertTypedSearchAttributes(SearchKeys.ORDER_STATE.valueSet(shown.name()));
        }
    }

    private void await(WindowLook look) {
        Instant next = look.next();
        if (next == null) {
            Workflow.await(() -> told);
            return;
        }
        Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), next);
        TimedWait.until(() -> told, left.compareTo(AT_LEAST) < 0 ? AT_LEAST : left, look.waitsFor());
    }

    @Override
    public void look() {
        told = true;
    }
}
