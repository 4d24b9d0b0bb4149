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
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** How fast orders, ports and changes are, each beside what it is to be compared with in the same run. */
public final class Bench implements AutoCloseable {
    static final String QUEUE = "bench";
    private static final int ITEMS = 20;
    private static final int FEW = 4;
    /** By turns, and the last counts: the first run cold code. */
    private static final int ROUNDS = 3;

    private final Setting setting;
    private final Database turnup;
    private final Database simulated;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final WorkerFactory baselines;
    private final Subject subject;
    private final Naive naive;
    private final Load load;
    private final Map<String, Object> result = new LinkedHashMap<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();
    private final Consumer<String> progress;

    /**
     * What is measured, and how.
     *
     * @param api where the running Turnup answers
     * @param key a customer's
     * @param tenant to whom that key belongs
     */
    public record Setting(
            String api,
            String key,
            String operatorKey,
            String tenant,
            String temporal,
            String namespace,
            String url,
            String user,
            String password,
            int orders,
            int inFlight) {

        Database open(String schema, int connections) {
            return Database.open(url, user, password, schema, connections);
        }

        WorkflowServiceStubs connect() {
            return WorkflowServiceStubs.newServiceStubs(
                    WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
        }

        WorkflowClient client(WorkflowServiceStubs stubs) {
            return WorkflowClient.newInstance(
                    stubs,
                    WorkflowClientOptions.newBuilder()
                            .setNamespace(namespace)
                            .setDataConverter(Json.payloads())
                            .build());
        }
    }

    /** What can be measured. */
    public enum Kind {
        orders,
        allocation,
        change
    }

    public Bench(Setting setting, Consumer<String> progress) {
        this.progress = progress;
        this.setting = setting;
        turnup = setting.open("turnup", 8);
        simulated = setting.open("simulated", 2);
        stubs = setting.connect();
        client = setting.client(stubs);
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
    }

    /** The figures of these kinds, and their ratios. */
    public Map<String, Object> run(Set<Kind> kinds) throws InterruptedException {
        if (kinds.contains(Kind.orders)) {
            orders();
        }
        if (kinds.contains(Kind.allocation)) {
            allocation();
        }
        if (kinds.contains(Kind.change)) {
            change();
        }
        result.put("ratios", ratios);
        return result;
    }

    private void orders() throws InterruptedException {
        subject.prepare();
        for (int round = 0; round < ROUNDS; round++) {
            ordersByTurns();
        }
    }

    private void ordersByTurns() throws InterruptedException {
        Figures empty = timed("empty", load, n -> empty());
        Figures plain = timed("naive", load, n -> naive.toEnd(setting.tenant(), subject.port(n)));
        Figures order = timed("order", load, n -> subject.toEnd(subject.connections(n, 1)));
        Load wide = new Load(Math.max(4, load.times() / ITEMS), Math.max(1, load.inFlight() / ITEMS));
        Figures items = timed("items20", wide, n -> subject.toEnd(subject.connections(n, ITEMS)));
        double itemsPerSecond = Figures.round(items.perSecond() * ITEMS);
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
        ratios.put("orderToEmpty", Figures.round(order.perSecond() / empty.perSecond()));
        ratios.put("orderToNaive", Figures.round(order.perSecond() / plain.perSecond()));
        ratios.put("items20ToOrder", Figures.round(itemsPerSecond / order.perSecond()));
    }

    private void allocation() throws InterruptedException {
        if (!setting.url().startsWith("jdbc:postgresql:")) {
            progress.accept("Allocation is measured on PostgreSQL only: give a --database-url.");
            return;
        }
        try (Database wide = setting.open("turnup", Allocation.CLIENTS)) {
            Allocation allocation = new Allocation(wide.jdbi(), setting.tenant());
            for (int round = 0; round < ROUNDS; round++) {
                Figures locked = told("locked", allocation.locked());
                Figures ours = told("ports", allocation.ours());
                ratios.put("portsToLocked", Figures.round(ours.perSecond() / locked.perSecond()));
            }
            progress.accept(allocation.toTheLast());
        }
    }

    /** The same few clients turn up lines, and then change the speed of one each. */
    private void change() throws InterruptedException {
        Load few = new Load(load.times() / FEW, FEW);
        Lines lines = new Lines(subject, FEW);
        for (int round = 0; round < ROUNDS; round++) {
            Figures turnUp = timed("turnUp", few, n -> subject.toEnd(subject.line()));
            Figures change = timed("change", few, n -> lines.changeOne());
            ratios.put("changeToTurnUpP50", Figures.round(change.p50Ms() / turnUp.p50Ms()));
        }
    }

    private Figures timed(String name, Load run, IntConsumer task) throws InterruptedException {
        Figures figures = told(name, run.run(task));
        DataCheck.run(turnup.jdbi(), simulated.jdbi());
        return figures;
    }

    private Figures told(String name, Figures figures) {
        result.put(name, figures);
        progress.accept("%-8s %8.1f/s   p50 %8.1f ms   p99 %8.1f ms"
                .formatted(name, figures.perSecond(), figures.p50Ms(), figures.p99Ms()));
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
