package dev.turnup.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.step.Answer;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepKey;
import dev.turnup.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A world of its own for one test, with a clock that the test moves. */
public final class TestWorld implements InstantSource, AutoCloseable {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    public final Database database;
    public final SimulatedWorld world;
    private volatile Instant now = START;

    public TestWorld(TestDatabase kind, SimulationRules rules) {
        database = kind.open("simulated");
        world = new SimulatedWorld(database.jdbi(), this, rules);
    }

    public TestWorld(Conduct conduct) {
        this(TestDatabase.H2, SimulationRules.of(conduct));
    }

    public TestWorld() {
        this(Conduct.DEFAULT);
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void close() {
        database.close();
    }

    /** The state of the one resource of an order, in the provider's words. */
    public String state(String orderId) {
        return one(orderId).state();
    }

    public Resource one(String orderId) {
        List<Resource> all = world.resources(orderId + "/");
        if (all.size() != 1) {
            throw new AssertionError("one resource, not " + all);
        }
        return all.getFirst();
    }

    /** What the one resource of an order is like after the changes of it that hold. */
    public Resource effective(String provider, String orderId) {
        return world.effective(provider, one(orderId).reference()).orElseThrow();
    }

    /** The calls that changed something outside, as {@code APPLY}, {@code RELEASE} and {@code LANDED}. */
    public List<String> effects(String orderId) {
        return world.calls(orderId + "/").stream()
                .filter(ReceivedCall::effect)
                .map(ReceivedCall::verb)
                .toList();
    }

    public static <D> StepCall<D> call(String orderId, String step, D desired, Object... aliasesAndReceipts) {
        Map<String, JsonNode> earlier = new LinkedHashMap<>();
        for (int n = 0; n < aliasesAndReceipts.length; n += 2) {
            earlier.put((String) aliasesAndReceipts[n], Json.tree(aliasesAndReceipts[n + 1]));
        }
        return new StepCall<>(new StepKey(orderId, "1", step, 1), "acme", desired, earlier);
    }

    public static <R> R receipt(Answer<R> answer) {
        if (answer instanceof Answer.Done<R> done) {
            return done.receipt();
        }
        throw new AssertionError("not done: " + answer);
    }

    public static Wait waiting(Answer<?> answer) {
        if (answer instanceof Answer.Waiting<?> waiting) {
            return waiting.pending();
        }
        throw new AssertionError("not waiting: " + answer);
    }

    public static FailureCode refusal(Runnable call) {
        try {
            call.run();
        } catch (StepFailure failure) {
            return failure.code();
        }
        throw new AssertionError("it was not refused");
    }
}
