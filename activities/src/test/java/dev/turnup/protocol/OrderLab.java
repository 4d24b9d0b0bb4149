package dev.turnup.protocol;

import dev.turnup.Json;
import dev.turnup.billing.ledger.BillingLedger;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.database.Database;
import dev.turnup.host.StepActivities;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.NewOrder;
import dev.turnup.intake.OrderIntake;
import dev.turnup.intake.PlaceData;
import dev.turnup.intake.StoredInventory;
import dev.turnup.journal.OrderJournal;
import dev.turnup.journal.OwnAdapter;
import dev.turnup.journal.OwnResource;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderWorkflowImpl;
import dev.turnup.order.SearchKeys;
import dev.turnup.order.TaskQueues;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.Placement;
import dev.turnup.plan.Plan;
import dev.turnup.plan.Planner;
import dev.turnup.port.inventory.IpInventory;
import dev.turnup.port.inventory.PortInventory;
import dev.turnup.port.inventory.VlanInventory;
import dev.turnup.port.inventory.VniInventory;
import dev.turnup.qualification.local.LocalQualification;
import dev.turnup.relay.Delivery;
import dev.turnup.relay.LostOrders;
import dev.turnup.relay.Outbox;
import dev.turnup.relay.Poller;
import dev.turnup.relay.TemporalRelay;
import dev.turnup.simulated.Conduct;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.SimulationRules;
import dev.turnup.simulated.adapters.SimulatedAdapters;
import dev.turnup.step.Adapter;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Everything but HTTP in one process: an in-memory Temporal whose time is skipped, H2 in memory, all adapters. The clock of
 * all of them is Temporal's.
 */
final class OrderLab implements AutoCloseable {
    static final String TENANT = "acme";
    private static final Duration LATE_LANDING = Duration.ofSeconds(30);

    private final TestWorkflowEnvironment temporal;
    private final Database database;
    private final Database outside;
    private final Poller poller;
    private final TemporalRelay relay;
    private final LostOrders lost;
    private final Planner planner;
    final InstantSource clock;
    final SimulatedWorld world;

    OrderLab() {
        this(Conduct.DEFAULT.withFieldDay(Duration.ofDays(1)));
    }

    OrderLab(Conduct conduct) {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Json.payloads())
                        .build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        SearchKeys.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        temporal = TestWorkflowEnvironment.newInstance(options.build());
        clock = () -> Instant.ofEpochMilli(temporal.currentTimeMillis());
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        database = Database.open(url, "", "", "turnup", 16);
        outside = Database.open(url, "", "", "simulated", 8);
        PlaceData.load(jdbi());
        new ApiKeys(jdbi(), clock).addTenant(TENANT, "Acme");
        world = new SimulatedWorld(outside.jdbi(), clock, new SimulationRules(1, false, conduct, java.util.Map.of()));
        List<Adapter<?, ?>> own = Stream.<OwnResource<?, ?>>of(
                        new LocalQualification(),
                        new PortInventory(),
                        new VlanInventory(),
                        new IpInventory(),
                        new VniInventory(),
                        new BillingLedger())
                .<Adapter<?, ?>>map(resource -> new OwnAdapter<>(resource, jdbi(), clock))
                .toList();
        List<Adapter<?, ?>> far = SimulatedAdapters.all(
                world,
                (tenant, reference) -> UUID.nameUUIDFromBytes(
                                reference.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString());
        Worker orchestration = temporal.newWorker(TaskQueues.ORCHESTRATION);
        orchestration.registerWorkflowImplementationTypes(OrderWorkflowImpl.class);
        orchestration.registerActivitiesImplementations(
                new OrderJournal(jdbi(), clock), new StepActivities(own, clock));
        Stream.concat(own.stream(), far.stream())
                .forEach(adapter -> temporal.newWorker(adapter.taskQueue())
                        .registerActivitiesImplementations(new StepActivities(List.of(adapter), clock)));
        WorkflowClient client = temporal.getWorkflowClient();
        relay = new TemporalRelay(new Outbox(jdbi()), new Delivery(client, jdbi(), clock), clock);
        poller = new Poller(jdbi(), far, relay, clock);
        lost = new LostOrders(jdbi(), client, clock);
        planner = new Planner(
                Catalogue.load(),
                new StoredInventory(jdbi()),
                Stream.concat(
                                own.stream().map(adapter -> profile(adapter, Placement.INLINE, Duration.ZERO)),
                                far.stream().map(adapter -> profile(adapter, Placement.QUEUED, LATE_LANDING)))
                        .toList());
        temporal.start();
    }

    private static AdapterProfile profile(Adapter<?, ?> adapter, Placement placement, Duration lateLanding) {
        String variant =
                adapter.name().startsWith("simulated-") ? adapter.name().substring("simulated-".length()) : "";
        return new AdapterProfile(adapter.capability().name(), adapter.name(), variant, placement, lateLanding);
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    /** Stores an order as intake does and starts its workflow; the order's id. */
    String place(OrderRequest request) {
        String id = store(request);
        deliver();
        return id;
    }

    /** Stores an order as intake does; Temporal is not told. */
    String store(OrderRequest request) {
        String id = "o" + UUID.randomUUID().toString().substring(0, 8);
        Plan plan = planner.plan(id, TENANT, request);
        jdbi().useTransaction(tx ->
                OrderIntake.store(tx, new NewOrder(plan, request, "{}", List.of(), List.of(), clock.instant(), null)));
        return id;
    }

    /** Delivers what is due, and returns when Temporal has it or has not taken it. */
    void deliver() {
        relay.deliverDue();
        while (!list("select id from outbox where attempts > 0 and last_error is null")
                .isEmpty()) {
            LockSupport.parkNanos(500_000);
        }
    }

    /** What an operator, a customer or a callback sends, through the outbox as always. */
    void send(String orderId, String kind, Object content) {
        Outbox.Message message =
                new Outbox.Message(UUID.randomUUID().toString(), orderId, TENANT, kind, Json.write(content), 0);
        jdbi().useTransaction(tx -> Outbox.put(tx, message, clock.instant()));
        deliver();
    }

    /** Lets time pass until something is so; fails when it isn't after a hundred steps. */
    void until(String orderId, Duration step, BooleanSupplier condition) {
        for (int n = 0; n < 100; n++) {
            quiet(orderId);
            if (condition.getAsBoolean()) {
                return;
            }
            temporal.sleep(step);
            poller.poll();
            deliver();
        }
        throw new AssertionError("it never came about: " + story(orderId));
    }

    void untilEnd(String orderId) {
        untilEnd(orderId, Duration.ofSeconds(40));
    }

    void untilEnd(String orderId, Duration step) {
        until(orderId, step, () -> !isRunning(orderId));
    }

    void untilState(String orderId, String state) {
        until(orderId, Duration.ofSeconds(40), () -> state(orderId).equals(state));
    }

    void pass(Duration time) {
        temporal.sleep(time);
    }

    int sweep() {
        return lost.sweep();
    }

    /** Returns when neither the workflow nor an activity has anything to do before time passes. */
    void quiet(String orderId) {
        while (isRunning(orderId) && (hasWorkflowTask(orderId) || hasActivity(orderId))) {
            LockSupport.parkNanos(500_000);
        }
    }

    private boolean hasWorkflowTask(String orderId) {
        EventType last = history(orderId).getHistory().getEventsList().stream()
                .map(HistoryEvent::getEventType)
                .filter(type -> type.name().startsWith("EVENT_TYPE_WORKFLOW_TASK"))
                .reduce((before, after) -> after)
                .orElseThrow();
        return last == EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED
                || last == EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED;
    }

    private boolean hasActivity(String orderId) {
        return describe(orderId).getPendingActivitiesList().stream()
                .anyMatch(activity -> activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED
                        || activity.getAttempt() <= 1);
    }

    boolean isRunning(String orderId) {
        return describe(orderId).getWorkflowExecutionInfo().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private DescribeWorkflowExecutionResponse describe(String orderId) {
        return temporal.getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(temporal.getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(OrderStart.workflowId(orderId)))
                        .build());
    }

    WorkflowExecutionHistory history(String orderId) {
        return temporal.getWorkflowClient().fetchHistory(OrderStart.workflowId(orderId));
    }

    WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    String state(String orderId) {
        return one("select state from product_order where id = ?", orderId);
    }

    String one(String sql, Object... arguments) {
        return jdbi().withHandle(handle ->
                String.valueOf(handle.select(sql, arguments).mapTo(String.class).one()));
    }

    List<String> list(String sql, Object... arguments) {
        return jdbi().withHandle(handle ->
                handle.select(sql, arguments).mapTo(String.class).list());
    }

    /** What became of an order, for the message of an assertion. */
    String story(String orderId) {
        return one("""
                select state || ' ' || coalesce(failure_step || ' ' || failure_code || ' ' || failure_message, '')
                from product_order where id = ?""", orderId) + "\n  " + String.join("\n  ", steps(orderId));
    }

    /** Every step as one line: item/step/generation verb state failure. */
    List<String> steps(String orderId) {
        return list("""
                select item_id || '/' || step || '/' || generation || ' ' || verb || ' ' || state || coalesce(' ' || failure_code, '')
                from step where order_id = ? order by item_id, step, generation""", orderId);
    }

    @Override
    public void close() {
        temporal.shutdownNow();
        temporal.close();
        outside.close();
        database.close();
    }
}
