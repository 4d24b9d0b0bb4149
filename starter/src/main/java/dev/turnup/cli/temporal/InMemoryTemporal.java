package dev.turnup.cli.temporal;

import dev.turnup.cli.home.Port;
import io.temporal.testserver.TestServer;
import java.util.Optional;

/** The SDK's own small server, inside this process: the last resort. */
final class InMemoryTemporal implements TemporalServer {
    private final TestServer.PortBoundTestServer server;
    private final int port;

    private InMemoryTemporal(TestServer.PortBoundTestServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static InMemoryTemporal start(TemporalRequest request) {
        int port = Port.hold(request.port(), DevServer.USUAL_PORT, "--temporal-port")
                .free();
        boolean realTime = true; // it would skip all waits otherwise
        return new InMemoryTemporal(TestServer.createPortBoundServer(port, realTime), port);
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Optional<String> ui() {
        return Optional.empty();
    }

    @Override
    public Optional<String> notice() {
        return Optional.of("Temporal runs in memory: it has no UI, and orders in flight are lost when Turnup ends."
                + " With a temporal CLI on the PATH it has both (https://docs.temporal.io/cli).");
    }

    @Override
    public void close() {
        server.close();
    }
}
