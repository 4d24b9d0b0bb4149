package dev.turnup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.cli.temporal.Machine;
import dev.turnup.cli.temporal.TemporalRequest;
import dev.turnup.cli.temporal.TemporalServer;
import dev.turnup.cli.temporal.TemporalWays;
import dev.turnup.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real Temporal server with its UI, got and started the way that Turnup itself does it. What it knows survives a stop. */
final class Temporal implements AutoCloseable {
    private final TemporalRequest request;
    private @Nullable TemporalServer server;

    Temporal(Path folder) {
        request = new TemporalRequest(null, "default", folder, Program.freePort(), Program.freePort(), Map.of());
    }

    Temporal start() {
        server = new TemporalWays(Machine.of(System.getenv()))
                .start(request, new Terminal(System.out, System.err, false, false));
        assertThat(server.ui()).as("the UI of a real server, not one in memory").isPresent();
        return this;
    }

    void stop() {
        Optional.ofNullable(server).ifPresent(TemporalServer::close);
        server = null;
    }

    boolean isUp() {
        return server != null;
    }

    String address() {
        return "127.0.0.1:" + request.port();
    }

    String ui() {
        return "http://127.0.0.1:" + request.uiPort();
    }

    @Override
    public void close() {
        stop();
    }
}
