package dev.turnup.billrun;

import dev.turnup.order.ActivityProfiles;
import dev.turnup.order.SearchKeys;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/** Has page after page of tenants billed. It remembers nothing: where the run stands is in its row. */
public class BillRunWorkflowImpl implements BillRunWorkflow {
    private BillRunLook look = new BillRunLook(BillRunState.acknowledged, 0, 0);

    @Override
    public BillRunLook run(BillRunStart start) {
        while (!look.state().isFinal()) {
            look = goOn(start);
            Workflow.setCurrentDetails("Run of " + start.period() + " is **" + look.state() + "**: "
                    + count(look.billed()) + " of " + count(look.tenants()) + " tenants are billed");
        }
        Workflow.upsertTypedSearchAttributes(
                SearchKeys.ORDER_STATE.valueSet(look.state().name()));
        return look;
    }

    /** It ends otherwise only by an operator's hand, and the run can't go on without it. */
    private BillRunLook goOn(BillRunStart start) {
        BillRunRecords records = Workflow.newActivityStub(BillRunRecords.class, ActivityProfiles.billPage(summary()));
        while (true) {
            try {
                return records.goOn(start);
            } catch (ActivityFailure e) {
                Workflow.sleep(Duration.ofSeconds(1)); // ends here where the workflow is cancelled; it is started anew
            }
        }
    }

    private String summary() {
        return look.tenants() == 0
                ? "Bill the first tenants"
                : "Bill after tenant " + count(look.billed()) + " of " + count(look.tenants());
    }

    private static String count(int tenants) {
        return String.format(Locale.ROOT, "%,d", tenants);
    }
}
