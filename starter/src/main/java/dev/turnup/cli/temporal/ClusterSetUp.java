package dev.turnup.cli.temporal;

import dev.turnup.cli.terminal.PlainError;
import dev.turnup.order.SearchKeys;
import dev.turnup.worker.SearchAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.stream.Collectors;

/** Makes a cluster ready for us, or says in a sentence why it isn't. */
final class ClusterSetUp {
    private ClusterSetUp() {}

    static void run(String address, String namespace) {
        try {
            SearchAttributes.register(
                    OperatorServiceStubsOptions.newBuilder().setTarget(address).validateAndBuildWithDefaults(),
                    namespace);
        } catch (StatusRuntimeException e) {
            throw refused(address, namespace, e);
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
