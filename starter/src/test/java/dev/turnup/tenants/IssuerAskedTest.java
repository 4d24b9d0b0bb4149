package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.turnup.api.IntakeServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** An issuer that knows no key, so that each token makes us ask. */
@TestPropertySource(
        properties = {
            "turnup.tokens.audience=turnup",
            "turnup.rate.failures-per-second=1",
            "turnup.rate.failures-at-once=20"
        })
class IssuerAskedTest extends IntakeServer {
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final HttpServer ISSUER = issuer();

    private static HttpServer issuer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            server.createContext("/", exchange -> {
                ASKED.incrementAndGet();
                byte[] keys = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        String uri = "http://127.0.0.1:" + ISSUER.getAddress().getPort();
        settings.add("turnup.tokens.issuer-uri", () -> uri);
        settings.add("turnup.tokens.jwk-set-uri", () -> uri + "/jwks");
    }

    @AfterAll
    static void stop() {
        ISSUER.stop(0);
    }

    @Test
    void tokensOfUnknownKeysAskTheIssuerAFewTimesOnlyAndCountAsFailures() {
        List<Integer> answers = IntStream.range(0, 40)
                .mapToObj(n -> get("eyJhbGciOiJSUzI1NiJ9.e30.c2ln", ORDERS).status())
                .toList();

        assertThat(answers).contains(401, 503, 429).doesNotContain(200);
        assertThat(ASKED).hasValueBetween(1, 12);
        assertThat(get(acme, ORDERS).status()).isEqualTo(200);
    }
}
