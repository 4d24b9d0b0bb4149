package dev.turnup.order;

/** The task queues that are not an adapter's. An adapter's is {@code <capability>.<adapter>}. */
public final class TaskQueues {
    /** Workflows, and the activities on our own database that gave up locally. */
    public static final String ORCHESTRATION = "orchestration";

    private TaskQueues() {}
}
