package dev.turnup.cli.temporal;

import dev.turnup.cli.terminal.PlainError;
import dev.turnup.order.SearchKeys;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Makes a cluster know our search attributes; without them no order's workflow gets past its first task. */
final class SearchAttributes {
    private SearchAttributes() {}

    /** Adds those that are missing. Doing it again, or at the same time as another replica, does no harm. */
    static void register(String address, String namespace) {
        OperatorServiceStubs stubs = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setTarget(address).validateAndBuildWithDefaults());
        try {
            add(stubs.blockingStub().withDeadlineAfter(20, TimeUnit.SECONDS), namespace);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw refused(address, namespace, e);
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

    private static PlainError refused(String address, String namespace, StatusRuntimeException cause) {
        String names = SearchKeys.ALL.stream().map(SearchAttributeKey::getName).collect(Collectors.joining(", "));
        return new PlainError(
                "Temporal at " + address + " does not take our search attributes: "
                        + cause.getStatus().getDescription() + ".",
                "Let an operator of it add them to namespace '" + namespace + "': " + names + " (docs/operations.md).",
                cause);
    }
}
