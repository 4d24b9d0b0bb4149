package dev.turnup.relay;

import dev.turnup.order.SearchKeys;
import dev.turnup.order.TaskQueues;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.Priority;
import io.temporal.common.SearchAttributes;

/** How the workflows that belong to one tenant are started: found by tenant and state, and no tenant crowds out another. */
public final class TenantWorkflow {
    private static final int PRIORITY = 3;

    private TenantWorkflow() {}

    public static WorkflowOptions.Builder options(String workflowId, String tenant, String state, String summary) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(TaskQueues.ORCHESTRATION)
                .setTypedSearchAttributes(SearchAttributes.newBuilder()
                        .set(SearchKeys.TENANT, tenant)
                        .set(SearchKeys.ORDER_STATE, state)
                        .build())
                .setStaticSummary(summary)
                .setPriority(Priority.newBuilder()
                        .setPriorityKey(PRIORITY)
                        .setFairnessKey(tenant)
                        .build());
    }
}
