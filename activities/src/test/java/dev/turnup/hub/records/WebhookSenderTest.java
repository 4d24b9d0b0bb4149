package dev.turnup.hub.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.turnup.hub.records.WebhookSender.Sent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Consumers that are slow, broken or hostile, and what they get done: nothing. */
class WebhookSenderTest {
    private final WebhookSender sender = new WebhookSender(new WebhookAddresses(true), 1);
    private final Consumer consumer = new Consumer();

    @AfterEach
    void close() {
        consumer.close();
        sender.close();
    }

    private Sent send() {
        return send(consumer.url());
    }

    private Sent send(String url) {
        return sender.send(URI.create(url), Map.of("webhook-id", "1"), "{}");
    }

    @Test
    void whoAnswersInTheTwoHundredsHasTakenIt() {
        assertThat(send().taken()).isTrue();
        assertThat(consumer.answers(200).received()).hasSize(1);
        assertThat(send().taken()).isTrue();
        assertThat(consumer.received().getFirst().body()).isEqualTo("{}");
        assertThat(consumer.received().getFirst().header("Content-Type")).startsWith("application/json");
    }

    @Test
    void oneEventAfterTheOtherTakesTheSameConnection() {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        consumer.does(exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(204, -1);
        });
        for (int n = 0; n < 5; n++) {
            assertThat(send().taken()).isTrue();
        }

        assertThat(ports).hasSize(1);
    }

    @Test
    void whoAnswersOtherwiseHasNot() {
        assertThat(consumer.answers(500)).isNotNull();
        assertThat(send()).isEqualTo(new Sent(500, "it answered 500"));
        consumer.answers(410);
        assertThat(send().gone()).isTrue();
    }

    @Test
    void redirectsAreNotFollowed() {
        try (Consumer inside = new Consumer()) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                consumer.does(exchange -> {
                    exchange.getResponseHeaders().set("Location", inside.url());
                    exchange.sendResponseHeaders(status, -1);
                });
                assertThat(send()).isEqualTo(new Sent(status, "it answered " + status));
            }
            assertThat(inside.received()).isEmpty();
        }
    }

    @Test
    void anAnswerWithoutEndIsNotRead() throws InterruptedException {
        CountDownLatch broken = new CountDownLatch(3);
        consumer.does(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                endlessly(body);
            } catch (IOException e) {
                broken.countDown();
                throw e;
            }
        });
        Instant begun = Instant.now();
        for (int n = 0; n < 3; n++) { // on the one connection that there may be
            assertThat(send().taken()).isTrue();
        }

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(broken.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void endlessly(OutputStream out) throws IOException {
        byte[] much = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        while (true) {
            out.write(much);
            out.flush();
        }
    }

    @Test
    void whoNeverAnswersIsLeftAfterSeconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Instant begun = Instant.now();

            assertThat(send("http://127.0.0.1:" + silent.getLocalPort()).taken())
                    .isFalse();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void whoTricklesIsLeftAfterSeconds() throws IOException {
        try (ServerSocket trickling = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> trickle(trickling));
            Instant begun = Instant.now();

            assertThat(send("http://127.0.0.1:" + trickling.getLocalPort()))
                    .isEqualTo(new Sent(0, "no answer within 8 s"));
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(12));
        }
    }

    /** A byte of a header each half second, which no timeout between bytes would ever notice. */
    private static void trickle(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nx: ".getBytes(StandardCharsets.US_ASCII));
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(500, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (IOException e) {
            return; // it was left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void headersWithoutEndAreNotRead() {
        consumer.does(exchange -> {
            exchange.getResponseHeaders().set("x", "x".repeat(20_000));
            exchange.sendResponseHeaders(200, -1);
        });
        assertThat(send().taken()).isFalse();
        consumer.does(WebhookSenderTest::manyHeaders);
        assertThat(send().taken()).isFalse();
    }

    private static void manyHeaders(HttpExchange exchange) throws IOException {
        for (int n = 0; n < 1_000; n++) {
            exchange.getResponseHeaders().set("x-" + n, "x");
        }
        exchange.sendResponseHeaders(200, -1);
    }

    @Test
    void nobodyThereIsNoDelivery() {
        consumer.close();

        assertThat(send().error()).startsWith("the connection failed");
    }

    @Test
    void whatLeadsIntoPrivateNetworksIsNotConnectedTo() {
        try (WebhookSender strict = new WebhookSender(new WebhookAddresses(false), 1)) {
            Sent sent = strict.send(URI.create(consumer.url()), Map.of(), "{}");

            assertThat(sent).isEqualTo(new Sent(0, "the host leads to an address that is not on the public internet"));
            assertThat(strict.send(URI.create(consumer.url().replace("127.0.0.1", "localhost")), Map.of(), "{}")
                            .error())
                    .isEqualTo(sent.error());
            assertThat(consumer.received()).isEmpty();
        }
    }
}
