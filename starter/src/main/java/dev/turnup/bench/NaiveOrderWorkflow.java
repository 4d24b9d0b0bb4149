package dev.turnup.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.order.CommitRequest;
import dev.turnup.order.ItemState;
import dev.turnup.order.OrderLoad;
import dev.turnup.order.OrderRecords;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderState;
import dev.turnup.order.RecordBatch;
import dev.turnup.order.RecordBatch.ItemChange;
import dev.turnup.order.RecordBatch.StepChange;
import dev.turnup.order.StepState;
import dev.turnup.order.TaskQueues;
import dev.turnup.plan.Phase;
import dev.turnup.plan.Placement;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.step.StepAnswer;
import dev.turnup.step.StepKey;
import dev.turnup.step.StepRequest;
import dev.turnup.step.Verb;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order of one item as one would write it first: the same transactions and records, each a plain remote activity. */
@WorkflowInterface
public interface NaiveOrderWorkflow {

    @WorkflowMethod(name = "NaiveOrder")
    void run(OrderStart start);

    /** Step after step. */
    class OneAfterTheOther implements NaiveOrderWorkflow {
        private final OrderRecords records = Workflow.newActivityStub(OrderRecords.class, on(TaskQueues.ORCHESTRATION));
        private final Map<String, JsonNode> receipts = new LinkedHashMap<>();

        @Override
        public void run(OrderStart start) {
            OrderLoad load = records.load(start);
            PlannedItem item = load.plan().items().getFirst();
            List<StepChange> done = List.of();
            for (PlannedStep step : item.steps(Phase.PROVISION)) {
                StepRequest request = request(start, item, step);
                if (step.placement() == Placement.QUEUED) {
                    StepChange running = change(step, request, StepState.running, null);
                    records.record(batch(
                            start, null, List.of(new ItemChange(item.id(), ItemState.inProgress)), List.of(running)));
                }
                StepAnswer answer = apply(step, request);
                if (step.placement() == Placement.QUEUED) {
                    done = List.of(change(step, request, StepState.done, answer));
                }
            }
            records.commit(new CommitRequest(batch(start, null, List.of(), done), List.of(item.id())));
            item.steps(Phase.ACTIVATE).forEach(step -> apply(step, request(start, item, step)));
            records.record(batch(
                    start, OrderState.completed, List.of(new ItemChange(item.id(), ItemState.completed)), List.of()));
        }

        private StepAnswer apply(PlannedStep step, StepRequest request) {
            StepAnswer answer = Workflow.newUntypedActivityStub(on(step.taskQueue()))
                    .execute(Verb.APPLY.activityType(step.capability()), StepAnswer.class, request);
            if (answer.receipt() != null) {
                receipts.put(step.name(), answer.receipt());
            }
            return answer;
        }

        private StepRequest request(OrderStart start, PlannedItem item, PlannedStep step) {
            Map<String, JsonNode> earlier = new LinkedHashMap<>(step.given());
            step.inputs()
                    .forEach((alias, from) -> earlier.put(alias, receipts.get(from.substring(from.indexOf('/') + 1))));
            StepKey key = new StepKey(start.orderId(), item.id(), step.name(), 1);
            return new StepRequest(step.adapter(), key, start.tenant(), step.desired(), earlier);
        }

        private RecordBatch batch(
                OrderStart start, @Nullable OrderState order, List<ItemChange> items, List<StepChange> steps) {
            Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
            return new RecordBatch(start, now, order, null, items, steps, List.of(), List.of(), null);
        }

        private static StepChange change(
                PlannedStep step, StepRequest request, StepState state, @Nullable StepAnswer answer) {
            return new StepChange(
                    request.key(),
                    step.taskQueue(),
                    Verb.APPLY,
                    state,
                    answer == null ? 0 : answer.attempt(),
                    answer == null ? null : answer.startedAt(),
                    answer == null ? null : answer.endedAt(),
                    answer == null ? null : answer.receipt(),
                    null,
                    null,
                    answer == null ? request : null,
                    false);
        }

        private static ActivityOptions on(String queue) {
            return ActivityOptions.newBuilder()
                    .setTaskQueue(queue)
                    .setStartToCloseTimeout(Duration.ofSeconds(30))
                    .build();
        }
    }
}
