package dev.turnup.host;

import dev.turnup.Json;
import dev.turnup.step.Adapter;
import dev.turnup.step.Answer;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.StepAnswer;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepRequest;
import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Turns activities into calls of adapters, chosen by capability and name; the same for inline and queued steps. */
public final class StepActivities implements DynamicActivity {
    private static final Logger LOG = LoggerFactory.getLogger(StepActivities.class);

    private final Map<String, Adapter<?, ?>> adapters;
    private final InstantSource clock;

    public StepActivities(List<? extends Adapter<?, ?>> adapters, InstantSource clock) {
        this.adapters = adapters.stream().collect(Collectors.toMap(Adapter::taskQueue, Function.identity()));
        this.clock = clock;
    }

    @Override
    public Object execute(EncodedValues args) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        StepRequest request = args.get(0, StepRequest.class);
        String type = info.getActivityType();
        Adapter<?, ?> adapter = adapters.get(type.substring(0, type.indexOf('.')) + "." + request.adapter());
        if (adapter == null) {
            throw ApplicationFailure.newFailure(
                    "no adapter '" + request.adapter() + "' for " + type + " in this worker",
                    FailureCode.NO_WORKER.name());
        }
        return answer(adapter, Verb.ofActivityType(type), request, info.getAttempt());
    }

    private <D> StepAnswer answer(Adapter<D, ?> adapter, Verb verb, StepRequest request, int attempt) {
        Instant begun = clock.instant();
        try {
            StepCall<D> call = Calls.of(request, adapter);
            return switch (verb) {
                case APPLY -> answer(adapter.apply(call), attempt, begun);
                case RELEASE -> answer(adapter.release(call), attempt, begun);
                case PROBE -> answer(null, null, adapter.probe(call), attempt, begun);
            };
        } catch (StepFailure failure) {
            throw failure(request, attempt, failure.code(), String.valueOf(failure.getMessage()), failure);
        } catch (JdbiException failure) {
            throw failure(request, attempt, FailureCode.DATABASE_BUSY, "the database did not take it", failure);
        } catch (RuntimeException failure) {
            LOG.error("step {} of adapter {} broke", request.key(), adapter.taskQueue(), failure);
            throw failure(request, attempt, FailureCode.UNKNOWN, "the adapter broke: see its log", failure);
        }
    }

    private StepAnswer answer(Answer<?> answer, int attempt, Instant begun) {
        return switch (answer) {
            case Answer.Done<?> done -> answer(done.receipt(), null, null, attempt, begun);
            case Answer.Waiting<?> waiting -> answer(null, waiting.pending(), null, attempt, begun);
        };
    }

    private StepAnswer answer(
            @Nullable Object receipt, @Nullable Wait pending, @Nullable Presence presence, int attempt, Instant begun) {
        return new StepAnswer(
                receipt == null ? null : Json.tree(receipt), pending, presence, attempt, begun, clock.instant());
    }

    /**
     * The message names the item, since that is all the Temporal UI's pending activities show; the attempt tells the workflow
     * whether an earlier one may still take effect.
     */
    private static ApplicationFailure failure(
            StepRequest request, int attempt, FailureCode code, String message, RuntimeException cause) {
        boolean usual = code.category() == FailureCode.Category.REFUSAL || code == FailureCode.DATABASE_BUSY;
        LOG.atLevel(usual ? Level.INFO : Level.WARN).log("step {} failed: {}: {}", request.key(), code, message);
        Activity.getExecutionContext()
                .getMetricsScope()
                .tagged(Map.of("code", code.name(), "adapter", request.adapter()))
                .counter("turnup_step_failures")
                .inc(1);
        return ApplicationFailure.newBuilder()
                .setType(code.name())
                .setMessage("item " + request.key().itemId() + ": " + message)
                .setDetails(attempt)
                .setNonRetryable(!code.retryable())
                .setCause(code.category() == FailureCode.Category.REFUSAL ? null : cause)
                .build();
    }
}
