package dev.turnup.worker;

import dev.turnup.billrun.BillRunRecords;
import dev.turnup.billrun.BillRunWorkflowImpl;
import dev.turnup.host.Heartbeats;
import dev.turnup.host.StepActivities;
import dev.turnup.hub.HubRecords;
import dev.turnup.hub.HubWorkflowImpl;
import dev.turnup.locationcheck.LocationCheckRecords;
import dev.turnup.locationcheck.LocationCheckWorkflowImpl;
import dev.turnup.order.OrderWorkflowImpl;
import dev.turnup.order.TaskQueues;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.Placement;
import dev.turnup.step.Adapter;
import dev.turnup.window.EventWindowWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The Temporal workers of this process's roles. They start when Temporal is there, and drain when the process ends. */
final class Workers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    /** Of the connection pool this much stays for intake, relay and pollers. */
    private static final int CONNECTIONS_FOR_OTHERS = 4;

    /** Workflow tasks, and as many of their local activities: more would wait for a processor while they hold connections. */
    private static final int AT_ONCE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private static final int DRAIN_SECONDS = 20;

    /** A cold process on a busy machine takes seconds to get a thread: that is no deadlock, and must not fail the task. */
    private static final long DEADLOCK_MILLIS = 10_000;

    /** Half of the processors stay with those who wait for an answer; and so few connections of the pool are in use. */
    private static final WorkerOptions CHECK_OPTIONS = WorkerOptions.newBuilder()
            .setUsingVirtualThreads(true)
            .setMaxConcurrentActivityTaskPollers(1)
            .setMaxConcurrentActivityExecutionSize(
                    Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, CONNECTIONS_FOR_OTHERS))
            .build();

    /** Each waits for its consumer, and holds nothing else meanwhile. */
    static final int WEBHOOKS_AT_ONCE = 200;

    private static final WorkerOptions HUB_OPTIONS = WorkerOptions.newBuilder()
            .setUsingVirtualThreads(true)
            .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
            .setMaxConcurrentActivityExecutionSize(WEBHOOKS_AT_ONCE)
            .build();

    /** One page of tenants at a time, which takes four connections of the pool. */
    private static final WorkerOptions BILL_OPTIONS = WorkerOptions.newBuilder()
            .setUsingVirtualThreads(true)
            .setMaxConcurrentActivityTaskPollers(1)
            .setMaxConcurrentActivityExecutionSize(1)
            .setMaxHeartbeatThrottleInterval(Heartbeats.PAUSE)
            .build();

    private final WorkerFactory factory;
    private final Runnable setUp;
    private volatile boolean running;

    Workers(
            WorkflowClient client,
            TurnupProperties properties,
            List<Object> records,
            LocationCheckRecords checks,
            BillRunRecords bills,
            HubRecords hub,
            List<? extends Adapter<?, ?>> adapters,
            InstantSource clock,
            Runnable setUp) {
        this.setUp = setUp;
        factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .setWorkerInterceptors(new Heartbeats())
                        .build());
        Set<String> inline = properties.adapters().stream()
                .filter(profile -> profile.placement() == Placement.INLINE)
                .map(AdapterProfile::taskQueue)
                .collect(Collectors.toSet());
        if (properties.hasRole(TaskQueues.ORCHESTRATION)) {
            orchestration(properties, records, adapters, inline, clock);
            factory.newWorker(TaskQueues.LOCATION_CHECKS, CHECK_OPTIONS).registerActivitiesImplementations(checks);
            factory.newWorker(TaskQueues.BILL_RUNS, BILL_OPTIONS).registerActivitiesImplementations(bills);
        }
        if (properties.hasRole(TaskQueues.HUB)) {
            Worker worker = factory.newWorker(TaskQueues.HUB, HUB_OPTIONS);
            worker.registerWorkflowImplementationTypes(HubWorkflowImpl.class);
            worker.registerActivitiesImplementations(hub);
        }
        adapters.stream()
                .filter(adapter -> properties.hasRole(adapter.taskQueue()))
                .forEach(adapter -> factory.newWorker(
                                adapter.taskQueue(), adapterOptions(inline.contains(adapter.taskQueue())))
                        .registerActivitiesImplementations(new StepActivities(List.of(adapter), clock)));
    }

    private void orchestration(
            TurnupProperties properties,
            List<Object> records,
            List<? extends Adapter<?, ?>> adapters,
            Set<String> inline,
            InstantSource clock) {
        int free = properties.database().connections() - CONNECTIONS_FOR_OTHERS;
        int localSlots = Math.max(2, Math.min(AT_ONCE, free));
        Worker worker = factory.newWorker(
                TaskQueues.ORCHESTRATION,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                        .setMaxConcurrentLocalActivityExecutionSize(localSlots)
                        .setMaxConcurrentWorkflowTaskExecutionSize(AT_ONCE)
                        .build());
        worker.registerWorkflowImplementationTypes(
                OrderWorkflowImpl.class,
                EventWindowWorkflowImpl.class,
                LocationCheckWorkflowImpl.class,
                BillRunWorkflowImpl.class);
        worker.registerActivitiesImplementations(records.toArray());
        worker.registerActivitiesImplementations(new StepActivities(
                adapters.stream()
                        .filter(adapter -> inline.contains(adapter.taskQueue()))
                        .toList(),
                clock));
    }

    /** The queue of an inline adapter is empty while the database answers. */
    private static WorkerOptions adapterOptions(boolean inline) {
        return WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setMaxConcurrentActivityTaskPollers(inline ? 1 : 5)
                .build();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("workers").start(this::startWhenTemporalIsThere);
    }

    private void startWhenTemporalIsThere() {
        while (running) {
            try {
                setUp.run();
                factory.start();
                LOG.info("workers are polling");
                return;
            } catch (RuntimeException e) {
                LOG.warn("Temporal is not there yet; the workers start when it is: {}", e.toString());
            }
            try {
                TimeUnit.SECONDS.sleep(2);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Takes no more work and lets what runs come to its end. */
    @Override
    public void stop() {
        running = false;
        factory.shutdown();
        factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
