package dev.turnup.adapters;

import dev.turnup.Json;
import dev.turnup.access.Access;
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
import dev.turnup.order.OrderWorkflowImpl;
import dev.turnup.order.SearchKeys;
import dev.turnup.order.TaskQueues;
import dev.turnup.place.StoredPlaces;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.Placement;
import dev.turnup.plan.Planner;
import dev.turnup.port.inventory.IpInventory;
import dev.turnup.qualification.local.LocalQualification;
import dev.turnup.relay.Delivery;
import dev.turnup.relay.Outbox;
import dev.turnup.relay.Poller;
import dev.turnup.relay.TemporalRelay;
import dev.turnup.relay.Undelivered;
import dev.turnup.step.Adapter;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Just enough of Turnup to order internet at a building with one adapter of access: in memory, in real time. */
final class SmallTurnup implements AutoCloseable {
    static final String BUILDING = "BLD-003286";
    static final String TENANT = "acme";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InstantSource clock = InstantSource.system();
    private final TestWorkflowEnvironment temporal;
    private final Database database;
    private final TemporalRelay relay;
    private final Poller poller;
    private final Planner planner;

    SmallTurnup(Adapter<Access.Desired, Access.Receipt> access) {
        temporal = temporal();
        database = Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", "turnup", 8);
        Jdbi jdbi = database.jdbi();
        PlaceData.load(database, clock);
        new ApiKeys(jdbi, clock).addTenant(TENANT, "Acme");
        List<Adapter<?, ?>> own = Stream.<OwnResource<?, ?>>of(
                        new LocalQualification(new StoredPlaces(jdbi), clock), new IpInventory(), new BillingLedger())
                .<Adapter<?, ?>>map(resource -> new OwnAdapter<>(resource, jdbi, clock))
                .toList();
        Worker orchestration = temporal.newWorker(TaskQueues.ORCHESTRATION);
        orchestration.registerWorkflowImplementationTypes(OrderWorkflowImpl.class);
        orchestration.registerActivitiesImplementations(new OrderJournal(jdbi, clock), new StepActivities(own, clock));
        temporal.newWorker(access.taskQueue())
                .registerActivitiesImplementations(new StepActivities(List.of(access), clock));
        relay = new TemporalRelay(
                        new Undelivered(jdbi), new Delivery(temporal.getWorkflowClient(), jdbi, clock), 0, clock)
                .start();
        poller = new Poller(jdbi, List.of(access), relay, clock);
        planner = new Planner(
                Catalogue.load(),
                new StoredInventory(jdbi),
                Stream.concat(
                                own.stream().map(adapter -> profile(adapter, Placement.INLINE)),
                                Stream.of(profile(access, Placement.QUEUED)))
                        .toList());
        temporal.start();
    }

    private static TestWorkflowEnvironment temporal() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Json.payloads())
                        .build());
        SearchKeys.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        return TestWorkflowEnvironment.newInstance(options.build());
    }

    private static AdapterProfile profile(Adapter<?, ?> adapter, Placement placement) {
        return new AdapterProfile(adapter.capability().name(), adapter.name(), "", placement, Duration.ZERO);
    }

    /** Places an order as intake does; its id. */
    String orderInternet() {
        String id = UUID.randomUUID().toString();
        OrderRequest.Item item = new OrderRequest.Item(
                "1", "add", "internet-on-demand", null, BUILDING, Map.of("speedMbps", Json.tree(1_000)), List.of());
        OrderRequest request = new OrderRequest(CompletionMode.allOrNothing, List.of(item));
        Instant now = clock.instant();
        NewOrder order =
                new NewOrder(planner.plan(id, TENANT, request), request, "{}", List.of(), List.of(), now, now, null);
        database.jdbi().useTransaction(tx -> OrderIntake.store(tx, order));
        relay.deliverSoon();
        return id;
    }

    /** What the API sends on, through the outbox as always. */
    void send(Consumer<Outbox> message) {
        database.jdbi().useTransaction(tx -> message.accept(new Outbox(tx, clock.instant())));
        relay.deliverSoon();
    }

    /** Looks at third parties until an order was woken. */
    void poll() {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (poller.poll() == 0) {
            pause(deadline, "nothing was woken");
        }
    }

    void until(String order, String state) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!one("select state from product_order where id = ?", order).equals(state)) {
            pause(
                    deadline,
                    "the order is not " + state + " but " + one("select state from product_order where id = ?", order));
        }
    }

    void untilCount(int count, String sql, String order) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (Integer.parseInt(one(sql, order)) < count) {
            pause(deadline, "fewer than " + count + ": " + sql);
        }
    }

    private void pause(Instant deadline, String complaint) {
        if (clock.instant().isAfter(deadline)) {
            throw new AssertionError(complaint);
        }
        LockSupport.parkNanos(20_000_000);
    }

    String one(String sql, String order) {
        return database.jdbi()
                .withHandle(handle -> String.valueOf(
                        handle.select(sql, order).mapTo(String.class).one()));
    }

    @Override
    public void close() {
        relay.close();
        temporal.close();
        database.close();
    }
}
