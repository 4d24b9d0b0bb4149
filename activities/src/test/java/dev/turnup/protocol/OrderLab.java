package dev.turnup.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.billing.ledger.BillingLedger;
import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.BillRunWorkflowImpl;
import dev.turnup.billrun.records.BillRunIntake;
import dev.turnup.billrun.records.BillRunJournal;
import dev.turnup.billrun.records.BillRunTeller;
import dev.turnup.billrun.records.BillingPeriod;
import dev.turnup.capacity.inventory.CapacityInventory;
import dev.turnup.catalogue.store.StoredCatalogue;
import dev.turnup.database.Database;
import dev.turnup.host.Heartbeats;
import dev.turnup.host.StepActivities;
import dev.turnup.hub.HubWorkflowImpl;
import dev.turnup.hub.records.HubSender;
import dev.turnup.hub.records.HubTeller;
import dev.turnup.hub.records.WebhookAddresses;
import dev.turnup.hub.records.WebhookSender;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.NewOrder;
import dev.turnup.intake.OrderIntake;
import dev.turnup.intake.PlaceData;
import dev.turnup.intake.StoredInventory;
import dev.turnup.intake.WindowIntake;
import dev.turnup.intake.WindowReads;
import dev.turnup.intake.WindowReads.WindowRow;
import dev.turnup.journal.OrderJournal;
import dev.turnup.journal.OwnAdapter;
import dev.turnup.journal.OwnResource;
import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.CheckState;
import dev.turnup.locationcheck.LocationCheckWorkflowImpl;
import dev.turnup.locationcheck.file.Site;
import dev.turnup.locationcheck.file.SiteFile;
import dev.turnup.locationcheck.records.CheckIntake;
import dev.turnup.locationcheck.records.CheckJournal;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import dev.turnup.locationcheck.records.CheckTeller;
import dev.turnup.locationcheck.records.SiteAnswers;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderWorkflowImpl;
import dev.turnup.order.SearchKeys;
import dev.turnup.order.TaskQueues;
import dev.turnup.place.StoredPlaces;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.OrderValidator;
import dev.turnup.plan.Placement;
import dev.turnup.plan.Plan;
import dev.turnup.plan.Planner;
import dev.turnup.plan.Problem;
import dev.turnup.plan.Verdict;
import dev.turnup.port.inventory.IpInventory;
import dev.turnup.port.inventory.PortInventory;
import dev.turnup.port.inventory.VlanInventory;
import dev.turnup.port.inventory.VniInventory;
import dev.turnup.product.inventory.ProductInventory;
import dev.turnup.qualification.local.LocalQualification;
import dev.turnup.relay.Delivery;
import dev.turnup.relay.LostOrders;
import dev.turnup.relay.Outbox;
import dev.turnup.relay.Poller;
import dev.turnup.relay.TemporalRelay;
import dev.turnup.relay.Undelivered;
import dev.turnup.simulated.Conduct;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.SimulationRules;
import dev.turnup.simulated.adapters.SimulatedAdapters;
import dev.turnup.step.Adapter;
import dev.turnup.window.EventWindowWorkflowImpl;
import dev.turnup.window.WindowCheck;
import dev.turnup.window.WindowDraft;
import dev.turnup.window.WindowRequest;
import dev.turnup.window.records.WindowJournal;
import dev.turnup.window.records.WindowOrders;
import dev.turnup.window.records.WindowTeller;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Everything but HTTP in one process: an in-memory Temporal whose time is skipped, H2 in memory, all adapters. The clock of
 * all of them is Temporal's. One laboratory serves all tests of a JVM: orders share nothing but the stock, which is ample.
 */
final class OrderLab {
    static final String TENANT = "acme";
    private static final Duration PROMISED = Duration.ofHours(1);
    private static final Duration LATE_LANDING = Duration.ofSeconds(30);

    /** Time flows while a task is under way and is skipped when none is: longer than all that has to be done then takes. */
    private static final Duration MOMENT = Duration.ofSeconds(5);

    /** Each step is half as long again as the last: a day is over in thirty of them. */
    private static final double LONGER = 1.5;

    /**
     * From then on day by day: third parties are looked at before their deadline, as outside of a laboratory. Where a timer
     * fires in the moment in which it is cancelled, the in-memory server breaks (a real one does not).
     */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Two months. */
    private static final int STEPS = 90;

    private static final int PORTS = 2_000;

    private static final LongHistories LONG_HISTORIES = new LongHistories();

    private final TestWorkflowEnvironment temporal;
    private final Database database;
    private final Poller poller;
    private final TemporalRelay relay;
    private final LostOrders lost;
    private final WindowTeller windows;
    private final CheckTeller checkTeller;
    private final HubTeller hubTeller;
    final LosingChecks checks;
    private final BillRunTeller billRuns;
    private final List<Adapter<?, ?>> own;
    private final List<Adapter<?, ?>> far;
    private final List<AdapterProfile> adapters;
    final StoredCatalogue catalogue;
    final InstantSource clock;
    final SimulatedWorld world;

    /** Opened by the first test that asks, and there until the JVM ends. */
    private static final class Shared {
        static final OrderLab LAB = new OrderLab();
    }

    static OrderLab shared() {
        return Shared.LAB;
    }

    private OrderLab() {
        temporal = TestWorkflowEnvironment.newInstance(options());
        clock = () -> Instant.ofEpochMilli(temporal.currentTimeMillis());
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        database = Database.open(url, "", "", "turnup", 16);
        Database outside = Database.open(url, "", "", "simulated", 8);
        PlaceData.load(database, clock);
        new ApiKeys(jdbi(), clock).addTenant(TENANT, "Acme");
        addPorts();
        // longer than any test takes, so that a wait is seen before it ends
        Conduct conduct =
                Conduct.DEFAULT.withFieldDay(Duration.ofDays(1)).withCustomerAcceptsAfter(Duration.ofHours(1));
        world = new SimulatedWorld(outside.jdbi(), clock, new SimulationRules(1, false, conduct, Map.of()));
        own = own();
        far = List.copyOf(SimulatedAdapters.all(world, (tenant, reference) -> Secrets.behind(reference)));
        WorkflowClient client = temporal.getWorkflowClient();
        relay = new TemporalRelay(new Undelivered(jdbi()), new Delivery(client, jdbi(), clock), 0, clock);
        poller = new Poller(jdbi(), far, relay, clock);
        lost = new LostOrders(jdbi(), client, clock);
        windows = new WindowTeller(jdbi(), client, clock);
        checkTeller = new CheckTeller(jdbi(), client, clock);
        hubTeller = new HubTeller(jdbi(), client, clock);
        checks = new LosingChecks(new CheckJournal(jdbi(), new SiteAnswers(jdbi(), clock), clock));
        billRuns = new BillRunTeller(jdbi(), client, clock);
        catalogue = new StoredCatalogue(jdbi(), clock);
        adapters = Stream.concat(
                        own.stream().map(adapter -> profile(adapter, Placement.INLINE, Duration.ZERO)),
                        far.stream().map(adapter -> profile(adapter, Placement.QUEUED, LATE_LANDING)))
                .toList();
        startWorkers();
    }

    private static TestEnvironmentOptions options() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(LONG_HISTORIES))
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Json.payloads())
                        .build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .setWorkerInterceptors(new Heartbeats())
                        .build());
        SearchKeys.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        return options.build();
    }

    private List<Adapter<?, ?>> own() {
        return Stream.<OwnResource<?, ?>>of(
                        new LocalQualification(new StoredPlaces(jdbi()), clock),
                        new PortInventory(),
                        new VlanInventory(clock),
                        new IpInventory(),
                        new VniInventory(),
                        new CapacityInventory(clock),
                        new ProductInventory(clock),
                        new BillingLedger())
                .<Adapter<?, ?>>map(resource -> new OwnAdapter<>(resource, jdbi(), clock))
                .toList();
    }

    private void startWorkers() {
        WorkerOptions fewThreads = WorkerOptions.newBuilder()
                .setMaxConcurrentActivityTaskPollers(1)
                .setMaxConcurrentWorkflowTaskPollers(2)
                .build();
        Worker orchestration = temporal.newWorker(TaskQueues.ORCHESTRATION, fewThreads);
        orchestration.registerWorkflowImplementationTypes(
                OrderWorkflowImpl.class,
                EventWindowWorkflowImpl.class,
                LocationCheckWorkflowImpl.class,
                BillRunWorkflowImpl.class);
        temporal.newWorker(TaskQueues.BILL_RUNS, fewThreads)
                .registerActivitiesImplementations(new BillRunJournal(jdbi(), jdbi(), clock));
        temporal.newWorker(TaskQueues.LOCATION_CHECKS, fewThreads).registerActivitiesImplementations(checks);
        Worker hub = temporal.newWorker(TaskQueues.HUB, fewThreads);
        hub.registerWorkflowImplementationTypes(HubWorkflowImpl.class);
        hub.registerActivitiesImplementations(new HubSender(
                jdbi(),
                new WebhookSender(new WebhookAddresses(true), 10),
                event -> Json.tree(Map.of("id", event.orderId())),
                clock));
        orchestration.registerActivitiesImplementations(
                new OrderJournal(jdbi(), clock),
                new WindowJournal(jdbi(), new WindowOrders(catalogue, new StoredInventory(jdbi()), adapters), clock),
                new StepActivities(own, clock));
        Stream.concat(own.stream(), far.stream())
                .forEach(adapter -> temporal.newWorker(adapter.taskQueue(), fewThreads)
                        .registerActivitiesImplementations(new StepActivities(List.of(adapter), clock)));
        temporal.start();
    }

    /** A worker for one more adapter, which nobody served so far. */
    AutoCloseable startWorker(Adapter<?, ?> adapter) {
        WorkerFactory factory = WorkerFactory.newInstance(temporal.getWorkflowClient());
        factory.newWorker(adapter.taskQueue())
                .registerActivitiesImplementations(new StepActivities(List.of(adapter), clock));
        factory.start();
        return factory::shutdownNow;
    }

    private static AdapterProfile profile(Adapter<?, ?> adapter, Placement placement, Duration lateLanding) {
        String variant =
                adapter.name().startsWith("simulated-") ? adapter.name().substring("simulated-".length()) : "";
        return new AdapterProfile(adapter.capability().name(), adapter.name(), variant, placement, lateLanding);
    }

    private void addPorts() {
        jdbi().useTransaction(tx -> {
            PreparedBatch batch = tx.prepareBatch(
                    "insert into port_unit (id, site, device, speed) values (:id, :site, 'lab', 10000)");
            IntStream.range(0, PORTS)
                    .forEach(n -> batch.bind("id", "lab-" + n)
                            .bind("site", Orders.SITE)
                            .add());
            batch.execute();
        });
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    Adapter<?, ?> adapter(String taskQueue) {
        return Stream.concat(own.stream(), far.stream())
                .filter(adapter -> adapter.taskQueue().equals(taskQueue))
                .findFirst()
                .orElseThrow();
    }

    /** Stores an order as intake does and starts its workflow. */
    PlacedOrder place(Path path, OrderRequest request) {
        return store(path, request).start();
    }

    /** Judges the change of products that are there, stores it as intake does and starts its workflow. */
    PlacedOrder change(Path path, OrderDraft.Item... items) {
        return place(path, judged(items));
    }

    /** Fails the test where intake would refuse it. */
    OrderRequest judged(OrderDraft.Item... items) {
        OrderDraft draft = new OrderDraft(CompletionMode.allOrNothing, null, null, List.of(items), null, List.of());
        OrderValidator validator = new OrderValidator(catalogue.now(), new StoredInventory(jdbi()));
        return switch (validator.judge(TENANT, draft, clock.instant())) {
            case Verdict.Valid valid -> valid.order();
            case Verdict.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    /** Stores an order as intake does; Temporal is not told yet. */
    PlacedOrder store(Path path, OrderRequest request) {
        return store(path, request, clock.instant());
    }

    /** The same with the start that its customer wishes. */
    PlacedOrder store(Path path, OrderRequest request, Instant start) {
        String id = "o" + UUID.randomUUID().toString().substring(0, 8);
        Plan plan = new Planner(catalogue.now(), new StoredInventory(jdbi()), adapters).plan(id, TENANT, request);
        NewOrder order =
                new NewOrder(plan, request, "{}", List.of(), List.of(), clock.instant(), start, start.plus(PROMISED));
        jdbi().useTransaction(tx -> OrderIntake.store(tx, order));
        return new PlacedOrder(this, path, id);
    }

    /** Writes what a customer, an operator or a callback tells an order, and delivers it. */
    void send(Consumer<Outbox> message) {
        jdbi().useTransaction(tx -> message.accept(new Outbox(tx, clock.instant())));
        deliver();
    }

    /** Starts an order's workflow together with a cancel. */
    void startWith(String orderId, CancelRequest cancel) {
        WorkflowStub workflow = client().newUntypedWorkflowStub(
                        "Order",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(OrderStart.workflowId(orderId))
                                .setTaskQueue(TaskQueues.ORCHESTRATION)
                                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                                .build());
        UpdateOptions<Void> update = UpdateOptions.newBuilder(Void.class)
                .setUpdateName("cancel")
                .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                .build();
        workflow.startUpdateWithStart(update, new Object[] {cancel}, new Object[] {new OrderStart(orderId, TENANT)});
    }

    /** Temporal suggests to this order that it continue as new, from this event of each run on. */
    void callLong(String orderId, long events) {
        LONG_HISTORIES.add(OrderStart.workflowId(orderId), events);
    }

    void callWindowLong(String window, long events) {
        LONG_HISTORIES.add(window, events);
    }

    /** Takes a table out of service: every statement on it fails, as on a database that is away. */
    void takeAway(String table) {
        jdbi().useHandle(handle -> handle.execute("alter table " + table + " rename to away"));
    }

    void bringBack(String table) {
        jdbi().useHandle(handle -> handle.execute("alter table away rename to " + table));
    }

    /** Delivers what is due, and returns when Temporal has it or has not taken it. */
    void deliver() {
        jdbi().useHandle(handle ->
                handle.execute("update outbox set last_error = null where due_at <= ?", clock.instant()));
        while (!list(
                        "select id from outbox where due_at <= ? or (attempts > 0 and last_error is null)",
                        clock.instant())
                .isEmpty()) {
            relay.deliverDue();
            LockSupport.parkNanos(200_000);
        }
    }

    /** Lets everything happen that can happen at once. */
    void settle() {
        do {
            pass(MOMENT);
        } while (poller.poll() > 0 && delivered());
    }

    private boolean delivered() {
        deliver();
        return true;
    }

    /** Lets time pass, in longer and longer steps, until something is so. */
    void until(BooleanSupplier condition, Supplier<String> story) {
        Duration step = Duration.ofSeconds(1);
        for (int n = 0; n < STEPS; n++) {
            settle();
            if (condition.getAsBoolean()) {
                return;
            }
            pass(step);
            tellWindows();
            tellChecks();
            tellSubscriptions();
            tellBillRuns();
            deliver();
            Duration longer = Duration.ofMillis((long) (step.toMillis() * LONGER));
            step = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        }
        throw new AssertionError("it never came about: " + story.get());
    }

    /** Books a window as intake does and tells its workflow; fails the test where intake would refuse it. */
    PlacedWindow book(Path path, Instant start, Instant end, Map<String, Long> speeds) {
        List<Problem> problems = new ArrayList<>();
        WindowReads reads = jdbi().onDemand(WindowReads.class);
        List<WindowDraft.Item> items = speeds.entrySet().stream()
                .map(speed -> new WindowDraft.Item("product", speed.getKey(), speed.getValue()))
                .toList();
        WindowDraft draft = new WindowDraft("UTC", local(start), local(end), items);
        WindowRequest request = new WindowCheck(catalogue.now(), new StoredInventory(jdbi()), reads::usualSpeed)
                .check(TENANT, draft, clock.instant(), problems)
                .orElseThrow(() -> new AssertionError(problems));
        String id = "window-" + UUID.randomUUID();
        WindowRow row = new WindowRow(
                id,
                TENANT,
                "game",
                "UTC",
                local(start),
                local(end),
                request.raiseAt(),
                start,
                end,
                "reserved",
                "USD",
                clock.instant(),
                null,
                null,
                null,
                null,
                null);
        jdbi().useTransaction(tx -> new WindowIntake(tx).book(row, request.raises()));
        return new PlacedWindow(this, path, id).told();
    }

    static String local(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    }

    /** Tells windows what is new, as the orchestration's chores do. */
    void tellWindows() {
        windows.sweep();
        windows.tell();
    }

    /** Stores a location check as intake does; Temporal is not told yet. */
    PlacedCheck check(Path path, String file) {
        String id = UUID.randomUUID().toString();
        List<Site> sites = SiteFile.read(file.getBytes(StandardCharsets.UTF_8));
        Instant now = clock.instant();
        CheckRow row = new CheckRow(id, TENANT, CheckState.acknowledged, sites.size(), 0, now, now, null, null, null);
        jdbi().useTransaction(tx -> new CheckIntake(tx).store(row, sites));
        return new PlacedCheck(this, path, new CheckStart(id, TENANT));
    }

    /** Tells checks that are new or were lost, as the orchestration's chores do. */
    void tellChecks() {
        checkTeller.sweep();
        checkTeller.tell();
    }

    /** Wakes subscriptions for which something is due, as the hub's chore does. */
    void tellSubscriptions() {
        hubTeller.tell();
    }

    /** Stores a bill run as intake does; Temporal is not told yet. */
    PlacedBillRun billRun(Path path, String period) {
        jdbi().useTransaction(tx ->
                BillRunIntake.store(tx, BillingPeriod.read(period).orElseThrow(), "olga", clock.instant()));
        return new PlacedBillRun(this, path, new BillRunStart(period));
    }

    /** Tells bill runs that are new or were lost, as the orchestration's chores do. */
    void tellBillRuns() {
        billRuns.sweep();
        billRuns.tell();
    }

    void pass(Duration time) {
        temporal.sleep(time);
    }

    int sweep() {
        return lost.sweep();
    }

    WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    /** What a provider keeps of the resource that a step of a product's first order made, after all changes that hold. */
    JsonNode effective(String provider, String product, String step) {
        String reference = product.replaceFirst("-", "/") + "/" + step + "/1";
        return Json.read(world.effective(provider, reference).orElseThrow().attributes(), JsonNode.class);
    }

    String one(String sql, Object... arguments) {
        return jdbi().withHandle(handle ->
                String.valueOf(handle.select(sql, arguments).mapTo(String.class).one()));
    }

    List<String> list(String sql, Object... arguments) {
        return jdbi().withHandle(handle ->
                handle.select(sql, arguments).mapTo(String.class).list());
    }
}
