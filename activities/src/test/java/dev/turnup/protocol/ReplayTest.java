package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.Json;
import dev.turnup.billrun.BillRunWorkflowImpl;
import dev.turnup.hub.HubWorkflowImpl;
import dev.turnup.locationcheck.LocationCheckWorkflowImpl;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.Decision;
import dev.turnup.order.OrderEnd;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderState;
import dev.turnup.order.OrderWorkflow;
import dev.turnup.order.OrderWorkflowImpl;
import dev.turnup.order.QueueNotice;
import dev.turnup.order.Wake;
import dev.turnup.window.EventWindowWorkflowImpl;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders run for weeks, so today's code must go on with every history that earlier code has left. */
class ReplayTest {
    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Json.payloads())
                            .build())
                    .build());

    @AfterEach
    void close() {
        temporal.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_path_has_histories_and_todays_code_replays_them(Path path) throws Exception {
        if (!path.isRecorded()) {
            return;
        }
        assertThat(Histories.of(path))
                .as("%s has no history; histories/README.md says how to record one", path)
                .isNotEmpty();
        Worker worker = worker(
                OrderWorkflowImpl.class,
                EventWindowWorkflowImpl.class,
                LocationCheckWorkflowImpl.class,
                BillRunWorkflowImpl.class,
                HubWorkflowImpl.class);
        for (java.nio.file.Path file : Histories.of(path)) {
            WorkflowReplayer.replayWorkflowExecution(read(file), worker);
        }
    }

    @Test
    void code_that_no_longer_fits_is_found_out() throws Exception {
        Worker worker = worker(WaitsFirst.class);
        WorkflowExecutionHistory history = read(Histories.of(Path.PORT).getFirst());
        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(history, worker))
                .isInstanceOf(RuntimeException.class)
                .hasStackTraceContaining("[TMPRL1100]");
    }

    private Worker worker(Class<?>... workflows) {
        Worker worker = temporal.newWorker("replay");
        worker.registerWorkflowImplementationTypes(workflows);
        return worker;
    }

    private static WorkflowExecutionHistory read(java.nio.file.Path file) throws Exception {
        return WorkflowExecutionHistory.fromJson(Files.readString(file));
    }

    /** An order that begins otherwise than it did when the histories were recorded. */
    public static class WaitsFirst implements OrderWorkflow {
        @Override
        public OrderEnd run(OrderStart start) {
            Workflow.sleep(Duration.ofDays(1));
            return new OrderEnd(start.orderId(), OrderState.completed);
        }

        @Override
        public void cancel(CancelRequest request) {}

        @Override
        public void mayCancel(CancelRequest request) {}

        @Override
        public void decide(Decision decision) {}

        @Override
        public void mayDecide(Decision decision) {}

        @Override
        public void wake(Wake wake) {}

        @Override
        public void notice(QueueNotice notice) {}
    }
}
