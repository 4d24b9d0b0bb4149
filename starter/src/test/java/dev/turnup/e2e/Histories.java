package dev.turnup.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All that Temporal keeps of every workflow that there is or was, read through its own API. */
final class Histories implements AutoCloseable {
    private static final String NAMESPACE = "default";

    private final WorkflowServiceStubs temporal;

    Histories(Temporal server) {
        temporal = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(server.address())
                .build());
    }

    /** Of each execution what lists and descriptions say of it, and then its events. */
    List<Written> all() {
        List<Written> texts = new ArrayList<>();
        ByteString next = ByteString.EMPTY;
        do {
            ListWorkflowExecutionsResponse page = temporal.blockingStub()
                    .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                            .setNamespace(NAMESPACE)
                            .setNextPageToken(next)
                            .build());
            add(texts, "list", page);
            page.getExecutionsList().forEach(one -> add(texts, one.getExecution()));
            next = page.getNextPageToken();
        } while (!next.isEmpty());
        return texts;
    }

    private void add(List<Written> texts, WorkflowExecution execution) {
        add(
                texts,
                execution.getWorkflowId(),
                temporal.blockingStub()
                        .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                                .setNamespace(NAMESPACE)
                                .setExecution(execution)
                                .build()));
        ByteString next = ByteString.EMPTY;
        do {
            GetWorkflowExecutionHistoryResponse page = temporal.blockingStub()
                    .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                            .setNamespace(NAMESPACE)
                            .setExecution(execution)
                            .setNextPageToken(next)
                            .build());
            add(texts, execution.getWorkflowId(), page.getHistory());
            next = page.getNextPageToken();
        } while (!next.isEmpty());
    }

    /** As JSON, in which payloads are base64; and as it came, in which they are what they are. */
    private static void add(List<Written> texts, String where, Message message) {
        try {
            texts.add(new Written(where, JsonFormat.printer().print(message)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
        texts.add(new Written(where, message.toByteString().toString(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void close() {
        temporal.shutdownNow();
    }
}
