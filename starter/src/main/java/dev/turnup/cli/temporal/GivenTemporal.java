package dev.turnup.cli.temporal;

import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that somebody else runs. Its UI is known only where it is on the same host, on one of the usual ports. */
record GivenTemporal(String address, Optional<String> ui) implements TemporalServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static GivenTemporal at(String address, String namespace) {
        HostAndPort place = HostAndPort.of(address);
        if (!Readiness.await(place, namespace, PATIENCE, () -> true)) {
            throw new PlainError(
                    "No Temporal with a namespace '" + namespace + "' answers at " + place + ".",
                    "Start it, correct --temporal or TEMPORAL_ADDRESS, or leave both out: Turnup then brings its own.");
        }
        return new GivenTemporal(place.toString(), uiBeside(place));
    }

    /** The dev server's UI is 1,000 above its port; the one of the usual compose files at 8080. */
    private static Optional<String> uiBeside(HostAndPort place) {
        return Stream.of(place.port() + 1000, 8080)
                .filter(port -> port <= 65_535 && listens(place.host(), port))
                .map(port -> "http://" + place.host() + ":" + port)
                .findFirst();
    }

    private static boolean listens(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 300);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<String> notice() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
