package dev.turnup.worker;

import dev.turnup.order.SearchKeys;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Makes a cluster know our search attributes; without them no order's workflow gets past its first task. */
public final class SearchAttributes {
    private static final int PATIENCE_SECONDS = 20;

    private SearchAttributes() {}

    /** Adds those that are missing. Doing it again, or at the same time as another replica, does no harm. */
    public static void register(OperatorServiceStubsOptions connection, String namespace) {
        OperatorServiceStubs stubs = OperatorServiceStubs.newServiceStubs(connection);
        try {
            add(stubs.blockingStub().withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS), namespace);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        } finally {
            stubs.shutdownNow();
        }
    }

    private static void add(OperatorServiceBlockingStub operator, String namespace) {
        Map<String, IndexedValueType> missing = new LinkedHashMap<>();
        SearchKeys.ALL.forEach(key -> missing.put(key.getName(), key.getValueType()));
        missing.keySet().removeAll(known(operator, namespace));
        if (!missing.isEmpty()) {
            operator.addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                    .setNamespace(namespace)
                    .putAllSearchAttributes(missing)
                    .build());
        }
    }

    /** The server in memory can add, but not list. */
    private static Set<String> known(OperatorServiceBlockingStub operator, String namespace) {
        try {
            return operator.listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap()
                    .keySet();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return Set.of();
            }
            throw e;
        }
    }
}
