package dev.turnup.cli.temporal;

import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that somebody else runs. Its UI is known only where it is on the same host, on one of the usual ports. */
record GivenTemporal(String address, Optional<String> ui) implements TemporalServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UI_MILLIS = 500;

    static GivenTemporal at(String address, String namespace) {
        HostAndPort place = HostAndPort.of(address);
        if (!Readiness.await(place, namespace, PATIENCE, () -> true)) {
            throw new PlainError(
                    "No Temporal with a namespace '" + namespace + "' answers at " + place + ".",
                    "Start it, correct --temporal or TEMPORAL_ADDRESS, or leave both out: Turnup then brings its own.");
        }
        return new GivenTemporal(place.toString(), uiBeside(place));
    }

    /** The dev server's UI is 1,000 above its port; the one of the usual compose files at 8080, where Turnup may be, too. */
    private static Optional<String> uiBeside(HostAndPort place) {
        return Stream.of(place.port() + 1000, 8080)
                .filter(port -> port <= 65_535)
                .map(port -> "http://" + place.host() + ":" + port)
                .filter(GivenTemporal::isUi)
                .findFirst();
    }

    private static boolean isUi(String url) {
        try {
            URL settings = URI.create(url + "/api/v1/settings").toURL();
            HttpURLConnection connection = (HttpURLConnection) settings.openConnection();
            connection.setConnectTimeout(UI_MILLIS);
            connection.setReadTimeout(UI_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
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
