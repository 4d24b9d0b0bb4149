package dev.turnup.bench;

import dev.turnup.Json;
import dev.turnup.database.Database;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Orders a second, beside what the engine can do and what a naive form does, all in one run. */
public final class Bench implements AutoCloseable {
    static final String QUEUE = "bench";
    private static final int ITEMS = 20;
    private static final int WARM_UP = 4;

    private final Database turnup;
    private final Database simulated;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final WorkerFactory baselines;
    private final Subject subject;
    private final Naive naive;
    private final Load load;
    private final String tenant;
    private final Consumer<String> progress;

    /**
     * What is measured, and how.
     *
     * @param api where the running Turnup answers
     * @param tenant to whom the key belongs
     */
    public record Setting(
            String api,
            String key,
            String tenant,
            String temporal,
            String namespace,
            String url,
            String user,
            String password,
            int orders,
            int inFlight) {}

    public Bench(Setting setting, Consumer<String> progress) {
        this.progress = progress;
        turnup = Database.open(setting.url(), setting.user(), setting.password(), "turnup", 8);
        simulated = Database.open(setting.url(), setting.user(), setting.password(), "simulated", 2);
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(setting.temporal())
                .build());
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(setting.namespace())
                        .setDataConverter(Json.payloads())
                        .build());
        baselines = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        Worker worker = baselines.newWorker(
                QUEUE, WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
        worker.registerWorkflowImplementationTypes(
                EmptyWorkflow.Nothing.class, NaiveOrderWorkflow.OneAfterTheOther.class);
        baselines.start();
        subject = new Subject(setting.api(), setting.key(), client);
        naive = new Naive(turnup.jdbi(), client);
        load = new Load(setting.orders(), setting.inFlight());
        tenant = setting.tenant();
    }

    /** The figures of every kind, and their ratios. */
    public Map<String, Object> run() throws InterruptedException {
        subject.prepare();
        Map<String, Object> result = new LinkedHashMap<>();
        Figures empty = timed("empty", load, n -> empty());
        Figures plain = timed("naive", load, n -> naive.toEnd(tenant, subject.port(n)));
        Figures order = timed("order", load, n -> subject.toEnd(subject.connections(n, 1)));
        Load wide = new Load(Math.max(4, load.times() / ITEMS), Math.max(1, load.inFlight() / ITEMS));
        Figures items = timed("items20", wide, n -> subject.toEnd(subject.connections(n, ITEMS)));
        double itemsPerSecond = Figures.round(items.perSecond() * ITEMS);
        result.put("empty", empty);
        result.put("naive", plain);
        result.put("order", order);
        result.put(
                "items20",
                Map.of(
                        "perSecond",
                        items.perSecond(),
                        "itemsPerSecond",
                        itemsPerSecond,
                        "p50Ms",
                        items.p50Ms(),
                        "p99Ms",
                        items.p99Ms()));
        result.put(
                "ratios",
                Map.of(
                        "orderToEmpty", Figures.round(order.perSecond() / empty.perSecond()),
                        "orderToNaive", Figures.round(order.perSecond() / plain.perSecond()),
                        "items20ToOrder", Figures.round(itemsPerSecond / order.perSecond())));
        return result;
    }

    private Figures timed(String name, Load run, IntConsumer task) throws InterruptedException {
        new Load(Math.max(WARM_UP, run.times() / WARM_UP), run.inFlight()).run(1_000_000, task);
        Figures figures = run.run(0, task);
        progress.accept("%-8s %8.1f/s   p50 %8.1f ms   p99 %8.1f ms"
                .formatted(name, figures.perSecond(), figures.p50Ms(), figures.p99Ms()));
        DataCheck.run(turnup.jdbi(), simulated.jdbi());
        return figures;
    }

    private void empty() {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId("empty-" + UUID.randomUUID())
                .setTaskQueue(QUEUE)
                .build();
        client.newWorkflowStub(EmptyWorkflow.class, options).run();
    }

    @Override
    public void close() {
        baselines.shutdownNow();
        stubs.shutdownNow();
        simulated.close();
        turnup.close();
    }
}
