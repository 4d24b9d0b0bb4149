package dev.turnup.cli.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until a Temporal server answers for a namespace. */
final class Readiness {
    private Readiness() {}

    /** False when it took too long, or nobody is alive any more who could answer. */
    static boolean await(HostAndPort place, String namespace, Duration longest, BooleanSupplier alive) {
        Instant deadline = Instant.now().plus(longest);
        // a plain connection first: gRPC waits a second after each refusal
        if (!until(deadline, alive, () -> listens(place))) {
            return false;
        }
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(place.toString())
                .validateAndBuildWithDefaults());
        try {
            return until(deadline, alive, () -> answers(stubs, namespace));
        } finally {
            stubs.shutdownNow();
        }
    }

    private static boolean until(Instant deadline, BooleanSupplier alive, BooleanSupplier ready) {
        while (!ready.getAsBoolean()) {
            if (!alive.getAsBoolean() || Instant.now().isAfter(deadline) || !pause()) {
                return false;
            }
        }
        return true;
    }

    private static boolean listens(HostAndPort place) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(WorkflowServiceStubs stubs, String namespace) {
        try {
            stubs.blockingStub()
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build());
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(30);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
