package dev.turnup.bench;

import dev.turnup.api.TmfPaths;
import dev.turnup.bench.Bench.Setting;
import dev.turnup.bench.ManyTenants.Customer;
import dev.turnup.database.Database;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Many tenants at once: calls that come steadily whatever is still unanswered, and one tenant's burst beside another's order. */
public final class TenantsBench implements AutoCloseable {
    private static final int PER_SECOND = 100;
    private static final int ALONE = 100;
    private static final int BURST = 1_000;
    private static final int BURST_CALLERS = 16;
    private static final int SINGLES = 15;
    /** Longer than the pace at which one tenant's orders start. */
    private static final Duration BETWEEN_SINGLES = Duration.ofMillis(250);
    /** So many orders of the burst are placed before the first single one. */
    private static final int HEAD_START = 200;

    private final Random random = new Random(1);
    private final Database turnup;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final Setting setting;
    private final Size size;
    private final Consumer<String> progress;

    /**
     * How much there is, and how long it lasts.
     *
     * @param products of each tenant
     * @param seconds of calls at a steady rate
     */
    public record Size(int tenants, int products, int seconds) {}

    /** What is called, in hundredths of all calls. */
    private enum Call {
        listProducts(20),
        product(20),
        listOrders(20),
        order(20),
        qualification(10),
        placeOrder(10);

        private final int share;

        Call(int share) {
            this.share = share;
        }

        static Call of(int hundredth) {
            int sum = 0;
            for (Call call : values()) {
                sum += call.share;
                if (hundredth < sum) {
                    return call;
                }
            }
            throw new IllegalArgumentException(String.valueOf(hundredth));
        }
    }

    public TenantsBench(Setting setting, Size size, Consumer<String> progress) {
        this.setting = setting;
        this.size = size;
        this.progress = progress;
        turnup = setting.open("turnup", 4);
        stubs = setting.connect();
        client = setting.client(stubs);
    }

    /** The figures; throws IllegalStateException where a call isn't answered as it should be, or an order doesn't complete. */
    public Map<String, Object> run() throws InterruptedException {
        Subject model = subject(setting.key());
        String product = model.lines(1).getFirst();
        String order = product.substring(0, product.lastIndexOf("-l"));
        List<Customer> customers = new ManyTenants(turnup.jdbi(), order, product).make(size.tenants(), size.products());
        progress.accept("%,d tenants, %,d products".formatted(size.tenants(), size.tenants() * size.products()));
        Map<String, Object> result = new LinkedHashMap<>();
        if (size.seconds() > 0) {
            steady(customers); // compiling takes as much of the processors as the calls do
            progress.accept("once more, with warm code; this counts:");
            result.put("steady", steady(customers));
        }
        result.put(
                "burst",
                burst(subject(customers.get(0).key()), subject(customers.get(1).key())));
        return result;
    }

    private Subject subject(String key) {
        return new Subject(setting.api(), key, client);
    }

    private Map<String, Object> steady(List<Customer> customers) throws InterruptedException {
        Map<Call, Figures> alone = new EnumMap<>(Call.class);
        for (Call call : Call.values()) {
            alone.put(call, alone(call, customers));
        }
        Map<Call, List<Long>> nanos = new ConcurrentHashMap<>();
        Queue<Runnable> ends = new ConcurrentLinkedQueue<>();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        long begun = System.nanoTime();
        try (ExecutorService threads =
                Executors.newCachedThreadPool()) { // virtual ones would share processors with the workers
            for (int n = 0; n < size.seconds() * PER_SECOND; n++) {
                Call call = Call.of(random.nextInt(100));
                Customer customer = customers.get(random.nextInt(customers.size()));
                long due = begun + n * (1_000_000_000L / PER_SECOND);
                LockSupport.parkNanos(due - System.nanoTime());
                threads.execute(() -> {
                    try {
                        ends.add(call(call, customer));
                        nanos.computeIfAbsent(call, first -> Collections.synchronizedList(new ArrayList<>()))
                                .add(System.nanoTime() - due);
                    } catch (RuntimeException e) {
                        failure.set(e);
                    }
                });
            }
        }
        long whole = System.nanoTime() - begun;
        if (failure.get() != null) {
            throw failure.get();
        }
        ends.forEach(Runnable::run);
        progress.accept("%,d orders completed, the last %.0f s after the first call"
                .formatted(nanos.getOrDefault(Call.placeOrder, List.of()).size(), (System.nanoTime() - begun) / 1e9));
        Map<String, Object> result = new LinkedHashMap<>();
        for (Call call : Call.values()) {
            Figures before = Objects.requireNonNull(alone.get(call));
            Figures under = Figures.of(nanos.getOrDefault(call, List.of()), whole);
            double ratio = Figures.round(under.p99Ms() / before.p99Ms());
            progress.accept("%-14s alone p50 %.2f p99 %.2f ms, at %d/s p50 %.2f p99 %.2f ms: %.2f"
                    .formatted(call, before.p50Ms(), before.p99Ms(), PER_SECOND, under.p50Ms(), under.p99Ms(), ratio));
            result.put(call.name(), Map.of("alone", before, "steady", under, "p99Ratio", ratio));
        }
        return result;
    }

    /** One call after the other; an order's workflow has ended before the next call. */
    private Figures alone(Call call, List<Customer> customers) {
        List<Long> nanos = new ArrayList<>();
        long begun = System.nanoTime();
        for (int n = 0; n < ALONE; n++) {
            Customer customer = customers.get(random.nextInt(customers.size()));
            long start = System.nanoTime();
            Runnable end = call(call, customer);
            nanos.add(System.nanoTime() - start);
            end.run();
        }
        return Figures.of(nanos, System.nanoTime() - begun);
    }

    /** Returns when it is answered; what it returns, when what it began has ended. */
    private Runnable call(Call call, Customer customer) {
        Subject subject = subject(customer.key());
        switch (call) {
            case listProducts -> subject.get(TmfPaths.PRODUCTS + "?limit=20");
            case product ->
                subject.get(TmfPaths.PRODUCTS + "/" + customer.products().getLast());
            case listOrders -> subject.get(TmfPaths.PRODUCT_ORDERS + "?limit=20");
            case order -> subject.get(TmfPaths.PRODUCT_ORDERS + "/" + customer.order());
            case qualification -> subject.qualify();
            case placeOrder -> {
                String id = subject.place(subject.line());
                return () -> subject.awaitCompleted(id);
            }
        }
        return () -> {};
    }

    /** How long one tenant's orders take by themselves, and while another has placed a thousand. */
    private Map<String, Object> burst(Subject quiet, Subject loud) throws InterruptedException {
        List<Long> alone = singles(quiet);
        long begun = System.nanoTime();
        List<Long> beside = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(BURST_CALLERS)) {
            CountDownLatch headStart = new CountDownLatch(HEAD_START);
            for (int n = 0; n < BURST; n++) {
                threads.execute(() -> {
                    loud.place(loud.line());
                    headStart.countDown();
                });
            }
            headStart.await();
            beside.addAll(singles(quiet));
        }
        Figures before = Figures.of(alone, System.nanoTime() - begun);
        Figures during = Figures.of(beside, System.nanoTime() - begun);
        double ratio = Figures.round(during.p50Ms() / before.p50Ms());
        progress.accept("one order alone p50 %.0f ms, while another tenant's %,d orders are on their way %.0f ms: %.2f"
                .formatted(before.p50Ms(), BURST, during.p50Ms(), ratio));
        return Map.of("alone", before, "beside", during, "p50Ratio", ratio);
    }

    /** From the call to when the order has completed, as its customer sees it. */
    private List<Long> singles(Subject subject) {
        List<Long> nanos = new ArrayList<>();
        for (int n = 0; n < SINGLES; n++) {
            Instant start = Instant.now();
            String order = subject.toEnd(subject.line());
            nanos.add(Duration.between(start, ended(order)).toNanos());
            LockSupport.parkNanos(BETWEEN_SINGLES.toNanos());
        }
        return nanos;
    }

    private Instant ended(String order) {
        return turnup.jdbi()
                .withHandle(handle -> handle.select("select ended_at from product_order where id = ?", order)
                        .mapTo(Instant.class)
                        .one());
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        turnup.close();
    }
}
