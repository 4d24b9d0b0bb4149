package dev.turnup.protocol;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.ArrayList;
import java.util.List;

/** One run of a workflow. */
record Run(WorkflowExecutionHistory history) {

    /** A run of a workflow, and those that went on from it. */
    static List<Run> of(WorkflowClient client, String workflow, String firstRunId) {
        List<Run> runs = new ArrayList<>();
        for (String next = firstRunId; !next.isEmpty(); next = runs.getLast().continuedIn()) {
            runs.add(new Run(client.fetchHistory(workflow, next)));
        }
        return runs;
    }

    /** As a worker may see it: that a workflow was terminated no worker is told. */
    String json() {
        History.Builder seen = history.getHistory().toBuilder();
        if (last().getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED) {
            seen.removeEvents(events() - 1);
        }
        return new WorkflowExecutionHistory(seen.build()).toJson(true);
    }

    private HistoryEvent last() {
        return history.getHistory().getEvents(events() - 1);
    }

    int events() {
        return history.getHistory().getEventsCount();
    }

    private String continuedIn() {
        return last().getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW
                ? last().getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId()
                : "";
    }
}
