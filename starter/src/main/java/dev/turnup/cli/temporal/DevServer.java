package dev.turnup.cli.temporal;

import dev.turnup.cli.home.Port;
import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Temporal server with its UI, as a child process; it keeps its state in a file and ends with us. */
final class DevServer implements TemporalServer {
    static final int USUAL_PORT = 7233;
    static final int USUAL_UI_PORT = 8233;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A port may be lost to another program between its choice and the start. */
    private static final int STARTS = 2;

    private final Process process;
    private final LeftOver record;
    private final HostAndPort place;
    private final int uiPort;

    private DevServer(Process process, LeftOver record, HostAndPort place, int uiPort) {
        this.process = process;
        this.record = record;
        this.place = place;
        this.uiPort = uiPort;
    }

    /** Ends what a killed Turnup left on that folder, and returns when the new server answers. */
    static DevServer start(Path cli, TemporalRequest request, Machine machine) {
        new LeftOver(request.folder(), request.database()).end();
        for (int start = 1; start <= STARTS; start++) {
            DevServer server = launch(cli, request, machine);
            if (Readiness.await(server.place, request.namespace(), PATIENCE, server.process::isAlive)) {
                return server;
            }
            server.close();
        }
        throw new PlainError(
                "Temporal did not start: " + lastLine(request.log()),
                "See " + request.log() + "; --temporal in-memory does without it, --temporal ADDRESS takes another.");
    }

    private static DevServer launch(Path cli, TemporalRequest request, Machine machine) {
        Port port = Port.hold(request.port(), USUAL_PORT, "--temporal-port");
        Port uiPort = Port.hold(request.uiPort(), USUAL_UI_PORT, "--ui-port");
        List<String> command = DevServerCommand.of(cli, request.database(), port.number(), uiPort.number(), machine);
        HostAndPort place = new HostAndPort("127.0.0.1", port.free());
        int ui = uiPort.free();
        Process process = LastingThread.start(command, request.log());
        LeftOver record = new LeftOver(request.folder(), request.database());
        record.write(process.toHandle());
        return new DevServer(process, record, place, ui);
    }

    private static String lastLine(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("it ended without a word.");
        } catch (IOException e) {
            return "it left no log.";
        }
    }

    @Override
    public String address() {
        return place.toString();
    }

    @Override
    public Optional<String> ui() {
        return Optional.of("http://127.0.0.1:" + uiPort);
    }

    @Override
    public Optional<String> notice() {
        return Optional.empty();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        record.forget();
    }
}
