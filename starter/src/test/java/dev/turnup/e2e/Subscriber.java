package dev.turnup.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A consumer of events on this machine. It refuses the first one that comes, so that it comes again. */
final class Subscriber implements AutoCloseable {
    private final HttpServer server;
    private final List<Written> received = new CopyOnWriteArrayList<>();

    Subscriber() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(received.isEmpty() ? 503 : 204, -1);
                received.add(new Written("event", exchange.getRequestHeaders().entrySet() + "\n" + body));
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    /** Headers and body of each event. */
    List<Written> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
