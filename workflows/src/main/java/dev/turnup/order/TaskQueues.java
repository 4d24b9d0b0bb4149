package dev.turnup.order;

/** The task queues that are not an adapter's. An adapter's is {@code <capability>.<adapter>}. */
public final class TaskQueues {
    /** Workflows, and the activities on our own database that gave up locally. */
    public static final String ORCHESTRATION = "orchestration";

    /** Lists of sites: long work, which must keep nobody's order waiting, and is shared out between tenants. */
    public static final String LOCATION_CHECKS = "location-checks";

    /** Bills of all tenants: long work, too, and nobody waits for it. */
    public static final String BILL_RUNS = "bill-runs";

    /** Events to subscribers, who may be slow or hostile: workflows and activities, which wait for nobody else's, and nobody for them. */
    public static final String HUB = "hub";

    private TaskQueues() {}
}
