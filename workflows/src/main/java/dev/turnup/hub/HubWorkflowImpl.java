package dev.turnup.hub;

import dev.turnup.order.ActivityProfiles;
import dev.turnup.order.TaskQueues;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;

/** A loop around one activity. It remembers nothing: how far a subscriber is, and when to try again, is in the database. */
public class HubWorkflowImpl implements HubWorkflow {
    private final HubRecords records = Workflow.newActivityStub(
            HubRecords.class, ActivityProfiles.untilItWorks(TaskQueues.HUB, "Send what is due"));

    private boolean looked;

    @WorkflowInit
    public HubWorkflowImpl(HubStart start) {}

    @Override
    public void look() {
        looked = true;
    }

    @Override
    public void run(HubStart start) {
        while (true) {
            looked = false;
            HubLook look = send(start);
            Workflow.setCurrentDetails(details(look));
            if (!look.more() && !looked) {
                return;
            }
            pause(look);
            if (Workflow.getInfo().isContinueAsNewSuggested()) {
                Workflow.continueAsNew(start);
            }
        }
    }

    /** It ends otherwise only by an operator's hand. */
    private HubLook send(HubStart start) {
        while (true) {
            try {
                return records.send(start);
            } catch (ActivityFailure e) {
                Workflow.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private void pause(HubLook look) {
        Instant next = look.next();
        if (next != null) {
            long millis = next.toEpochMilli() - Workflow.currentTimeMillis();
            Workflow.await(Duration.ofMillis(Math.max(1, millis)), () -> looked);
        }
    }

    private static String details(HubLook look) {
        return look.failures() == 0
                ? "Sent **" + look.sent() + "** events last"
                : "Failed **" + look.failures() + "** times in a row; tries again at " + look.next();
    }
}
