package dev.turnup.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.bench.Bench.Setting;
import dev.turnup.database.Database;
import dev.turnup.window.WindowCheck;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Event windows that all begin in one second: when each was raised and returned, as its orders confirmed it. */
public final class WindowsBench implements AutoCloseable {
    private static final int ITEMS = 100;
    /** What a small machine books in a second. */
    private static final int BOOKED_PER_SECOND = 10;

    private static final Duration LASTS = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final Database turnup;
    private final Database simulated;
    private final WorkflowServiceStubs stubs;
    private final Subject subject;
    private final Load load;
    private final Consumer<String> progress;

    public WindowsBench(Setting setting, int windows, Consumer<String> progress) {
        this.progress = progress;
        turnup = setting.open("turnup", 4);
        simulated = setting.open("simulated", 2);
        stubs = setting.connect();
        subject = new Subject(setting.api(), setting.key(), setting.client(stubs));
        load = new Load(windows, setting.inFlight());
    }

    private record Window(
            String state, Instant raiseAt, Instant startAt, Instant endAt, Instant raisedAt, Instant returnedAt) {}

    /** Milliseconds from what was due to what was confirmed. */
    private record Delays(double p50Ms, double p99Ms, double maxMs) {
        static Delays of(List<Long> millis) {
            List<Long> sorted = millis.stream().sorted().toList();
            int last = sorted.size() - 1;
            return new Delays(sorted.get(last / 2), sorted.get((int) Math.ceil(last * 0.99)), sorted.get(last));
        }
    }

    /** The figures; throws IllegalStateException where a window did not go as it should. */
    public Map<String, Object> run() throws InterruptedException {
        List<String> products = new ArrayList<>();
        while (products.size() < load.times()) {
            products.addAll(subject.lines(Math.min(ITEMS, load.times() - products.size())));
        }
        progress.accept(products.size() + " lines are in service");
        Instant start = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(WindowCheck.LEAD)
                .plusSeconds(60 + load.times() / BOOKED_PER_SECOND);
        Figures booked = load.run(n -> subject.post("/api/v1/windows", window(products.get(n), start)));
        progress.accept("booked   %8.1f/s   p99 %8.1f ms; all start at %s"
                .formatted(booked.perSecond(), booked.p99Ms(), start));
        List<Window> windows = untilOver(start);
        DataCheck.run(turnup.jdbi(), simulated.jdbi());
        Map<String, Object> result = result(windows, booked);
        result.forEach((name, figure) -> progress.accept("%-18s %s".formatted(name, figure)));
        return result;
    }

    private static JsonNode window(String product, Instant start) {
        return Json.tree(Map.of(
                "timeZone",
                "UTC",
                "start",
                local(start),
                "end",
                local(start.plus(LASTS)),
                "product",
                List.of(Map.of("id", product, "speedMbps", 1_000))));
    }

    private static String local(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    }

    private List<Window> untilOver(Instant start) throws InterruptedException {
        while (Instant.now().isBefore(start.plus(LONGEST))) {
            List<String> states = turnup.jdbi()
                    .withHandle(handle -> handle.select(
                                    "select state || ' ' || count(*) from event_window group by state order by state")
                            .mapTo(String.class)
                            .list());
            progress.accept(Duration.between(start, Instant.now()).toSeconds() + " s: " + String.join(", ", states));
            if (states.stream().noneMatch(state -> state.matches("(reserved|raising|raised|returning) .*"))) {
                break;
            }
            TimeUnit.SECONDS.sleep(10);
        }
        return turnup.jdbi()
                .withHandle(handle -> handle.select(
                                "select state, raise_at, start_at, end_at, raised_at, returned_at from event_window")
                        .map(ConstructorMapper.of(Window.class))
                        .list());
    }

    private Map<String, Object> result(List<Window> windows, Figures booked) {
        long returned =
                windows.stream().filter(one -> one.state().equals("completed")).count();
        if (returned < load.times()) {
            throw new IllegalStateException("only " + returned + " of " + load.times() + " windows are completed");
        }
        long inTime = windows.stream()
                .filter(one -> one.raisedAt().isBefore(one.startAt()))
                .count();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("windows", windows.size());
        result.put("booked", booked);
        result.put("raisedBeforeStart", inTime);
        result.put(
                "raised",
                Delays.of(windows.stream()
                        .map(one ->
                                Duration.between(one.raiseAt(), one.raisedAt()).toMillis())
                        .toList()));
        result.put(
                "returned",
                Delays.of(windows.stream()
                        .map(one ->
                                Duration.between(one.endAt(), one.returnedAt()).toMillis())
                        .toList()));
        return result;
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        simulated.close();
        turnup.close();
    }
}
