package dev.turnup.protocol;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between client and server and lets the server find chosen histories too long: a server suggests to continue as new
 * after thousands of events, and a recorded history should be short.
 */
final class LongHistories implements ClientInterceptor {
    private final Map<String, Long> limits = new ConcurrentHashMap<>();

    void add(String workflowId, long events) {
        limits.put(workflowId, events);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            private String asked = "";

            @Override
            public void sendMessage(Q message) {
                if (message instanceof GetWorkflowExecutionHistoryRequest request) {
                    asked = request.getExecution().getWorkflowId();
                }
                super.sendMessage(message);
            }

            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onMessage(A message) {
                                super.onMessage(rewritten(message, asked));
                            }
                        },
                        headers);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private <A> A rewritten(A message, String asked) {
        return switch (message) {
            case PollWorkflowTaskQueueResponse task
            when limits.containsKey(task.getWorkflowExecution().getWorkflowId()) ->
                (A) task.toBuilder()
                        .setHistory(longer(
                                task.getHistory(),
                                limits.get(task.getWorkflowExecution().getWorkflowId())))
                        .build();
            case GetWorkflowExecutionHistoryResponse answer
            when limits.containsKey(asked) ->
                (A) answer.toBuilder()
                        .setHistory(longer(answer.getHistory(), limits.get(asked)))
                        .build();
            default -> message;
        };
    }

    private static History longer(History history, long limit) {
        History.Builder longer = history.toBuilder();
        for (HistoryEvent.Builder event : longer.getEventsBuilderList()) {
            if (event.hasWorkflowTaskStartedEventAttributes() && event.getEventId() >= limit) {
                event.getWorkflowTaskStartedEventAttributesBuilder().setSuggestContinueAsNew(true);
            }
        }
        return longer.build();
    }
}
