package dev.turnup.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.hub.HubStart;
import dev.turnup.hub.records.HubSender;
import dev.turnup.hub.records.WebhookAddresses;
import dev.turnup.hub.records.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions over HTTP, and what comes to a real consumer; Temporal is down, so a test has it sent. */
class HubsTest extends IntakeServer {
    private static final String ORDERING = "/tmf-api/productOrderingManagement/v5/hub";
    private static final String INVENTORY = "/tmf-api/productInventoryManagement/v5/hub";
    private static final String STANDING = "/api/v1/hub-subscriptions";

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private HttpServer consumer;

    private record Received(Headers headers, String body) {
        JsonNode json() {
            return Json.read(body, JsonNode.class);
        }

        String type() {
            return json().path("eventType").asText();
        }
    }

    @BeforeEach
    void listen() throws IOException {
        consumer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        consumer.createContext("/", exchange -> {
            try (exchange) {
                received.add(new Received(
                        exchange.getRequestHeaders(),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        consumer.start();
    }

    @AfterEach
    void leave() {
        consumer.stop(0);
    }

    private String callback() {
        return "http://127.0.0.1:" + consumer.getAddress().getPort() + "/events";
    }

    private String body(String more) {
        return "{\"@type\":\"Hub\",\"callback\":\"" + callback() + "\"" + more + "}";
    }

    private JsonNode subscribed(String hub, String more) {
        Reply reply = post(acme, hub, body(more));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Location"))
                .isEqualTo(hub + "/" + reply.json().path("id").asText());
        return reply.json();
    }

    private void send(JsonNode hub) {
        send(hub, new WebhookAddresses(true));
    }

    private void send(JsonNode hub, WebhookAddresses addresses) {
        try (WebhookSender webhooks = new WebhookSender(addresses, 5)) {
            new HubSender(jdbi, webhooks, new ToldResources(jdbi, Catalogue::load), InstantSource.system())
                    .send(new HubStart(hub.path("id").asText(), "acme"));
        }
    }

    private JsonNode standing(JsonNode hub) {
        return get(acme, STANDING + "/" + hub.path("id").asText()).json();
    }

    @Test
    void whatIsOrderedIsToldAsItWasThenAndSigned() throws GeneralSecurityException {
        JsonNode ordering = subscribed(ORDERING, "");
        JsonNode inventory = subscribed(INVENTORY, "");
        JsonNode order = post(acme, ORDERS, example("internet")).json();
        String id = order.path("id").asText();
        post(acme, CANCELS, "{\"productOrder\":{\"id\":\"" + id + "\"},\"cancellationReason\":\"rain\"}");
        send(ordering);
        send(inventory);

        assertThat(received.stream().map(Received::type))
                .containsExactly("ProductOrderCreateEvent", "CancelProductOrderCreateEvent", "ProductCreateEvent");
        JsonNode created = received.getFirst().json();
        JsonNode told = created.path("event").path("productOrder");
        assertThat(told.path("id").asText()).isEqualTo(id);
        assertThat(told.path("@type").asText()).isEqualTo("ProductOrder");
        assertThat(told.path("state").asText()).isEqualTo("acknowledged");
        assertThat(told).isEqualTo(get(acme, ORDERS + "/" + id).json());
        assertThat(created.path("correlationId").asText()).isEqualTo(id);
        assertThat(received.stream().map(one -> one.json().path("eventNumber").asInt()))
                .containsExactly(1, 2, 1);
        JsonNode cancel = received.get(1).json().path("event").path("cancelProductOrder");
        assertThat(cancel.path("state").asText()).isEqualTo("acknowledged");
        assertThat(cancel.path("productOrder").path("id").asText()).isEqualTo(id);
        JsonNode product = received.get(2).json().path("event").path("product");
        assertThat(product.path("status").asText()).isEqualTo("pendingActive");
        assertThat(product)
                .isEqualTo(
                        get(acme, PRODUCTS + "/" + product.path("id").asText()).json());
        isSigned(received.getFirst(), ordering.path("secret").asText());
        isSigned(received.getLast(), inventory.path("secret").asText());
    }

    /** As the specification of Standard Webhooks says it, and with nothing of ours. */
    private static void isSigned(Received one, String secret) throws GeneralSecurityException {
        String id = one.headers().getFirst("webhook-id");
        String timestamp = one.headers().getFirst("webhook-timestamp");
        assertThat(secret).startsWith("whsec_");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
        byte[] signature = mac.doFinal((id + "." + timestamp + "." + one.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(one.headers().getFirst("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(signature));
        assertThat(one.json().path("eventId").asText()).isEqualTo(id);
        assertThat(Long.parseLong(timestamp)).isCloseTo(Instant.now().getEpochSecond(), Offset.offset(60L));
    }

    @Test
    void laterChangesDoNotChangeWhatAnEventSaysOfItsStates() {
        JsonNode hub = subscribed(ORDERING, "");
        String id = post(acme, ORDERS, example("internet")).json().path("id").asText();
        jdbi.useHandle(handle -> handle.execute("update product_order set state = 'rejected' where id = ?", id));
        assertThat(delete(acme, ORDERS + "/" + id).status()).isEqualTo(204);
        send(hub);

        assertThat(received.stream().map(Received::type))
                .containsExactly("ProductOrderCreateEvent", "ProductOrderDeleteEvent");
        assertThat(received)
                .allSatisfy(one -> assertThat(one.json()
                                .path("event")
                                .path("productOrder")
                                .path("state")
                                .asText())
                        .isEqualTo("acknowledged"));
    }

    @Test
    void aLockOfAProductIsToldByTheOrderThatMadeIt() {
        JsonNode hub = subscribed(INVENTORY, ",\"query\":\"eventType=ProductAttributeValueChangeEvent\"");
        JsonNode order = post(acme, ORDERS, example("internet")).json();
        String product = order.path("productOrderItem")
                .path(0)
                .path("product")
                .path("id")
                .asText();
        send(
                acme,
                request("/api/v1/products/" + product + "/deletion-lock")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"reason\":\"the final\"}")));
        send(hub);

        assertThat(received).hasSize(1);
        JsonNode json = received.getFirst().json();
        assertThat(json.path("eventNumber").asInt()).isEqualTo(2);
        assertThat(json.path("event")
                        .path("product")
                        .path("deletionLock")
                        .path("reason")
                        .asText())
                .isEqualTo("the final");
    }

    @Test
    void theSecretIsShownOnceAndIsNowhereElse() {
        Reply first = post(acme, ORDERING, body(""), "Idempotency-Key", "k");
        Reply again = post(acme, ORDERING, body(""), "Idempotency-Key", "k");
        String secret = first.json().path("secret").asText();

        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.json().has("secret")).isFalse();
        assertThat(get(acme, first.header("Location")).text()).doesNotContain("whsec_");
        assertThat(get(acme, ORDERING).text()).doesNotContain("whsec_");
        assertThat(get(acme, STANDING).text()).doesNotContain("whsec_");
        assertThat(get(operator, STANDING).text()).doesNotContain("whsec_");
        jdbi.useHandle(handle -> {
            for (String column : List.of("hub_subscription.secret", "idempotency.answer")) {
                String[] names = column.split("\\.", 2);
                assertThat(handle.createQuery("select " + names[1] + " from " + names[0])
                                .mapTo(String.class)
                                .list())
                        .isNotEmpty()
                        .noneMatch(text -> text.contains(secret));
            }
        });
    }

    @Test
    void subscriptionsAreListedReadAndEndedByTheirTenantOnly() {
        JsonNode hub = subscribed(ORDERING, ",\"query\":\"eventType=ProductOrderCreateEvent\"");
        String path = hub.path("href").asText();
        String id = hub.path("id").asText();
        String standing = STANDING + "/" + id;

        assertThat(get(acme, path).json().path("query").asText()).isEqualTo("eventType=ProductOrderCreateEvent");
        assertThat(get(acme, ORDERING + "?id=" + id).json()).hasSize(1);
        assertThat(get(acme, INVENTORY).json()).isEmpty();
        assertThat(get(acme, INVENTORY + "/" + id).status()).isEqualTo(404);
        for (String foreign : List.of(path, standing, standing + "/dead-letters")) {
            assertThat(get(other, foreign).status()).isEqualTo(404);
            assertThat(get("", foreign).status()).isEqualTo(401);
        }
        assertThat(get(other, ORDERING).json()).isEmpty();
        assertThat(get(other, STANDING).json()).isEmpty();
        assertThat(get(operator, STANDING).json()).hasSize(1);
        assertThat(delete(other, path).status()).isEqualTo(404);
        assertThat(delete("", path).status()).isEqualTo(401);
        assertThat(post(other, standing + "/replay", "{\"deadLetters\":true}").status())
                .isEqualTo(404);
        assertThat(post("", standing + "/replay", "{\"deadLetters\":true}").status())
                .isEqualTo(401);
        assertThat(post("", ORDERING, body("")).status()).isEqualTo(401);
        assertThat(post(operator, ORDERING, body("")).status()).isEqualTo(403);

        assertThat(delete(acme, path).status()).isEqualTo(204);
        assertThat(get(acme, path).status()).isEqualTo(404);
        assertThat(delete(acme, path).status()).isEqualTo(404);
        assertThat(count("secret")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"callback\":1}",
                "{\"callback\":\"file:///etc/passwd\"}",
                "{\"callback\":\"http://127.0.0.1/\",\"query\":\"state=held\"}",
                "{\"callback\":\"http://127.0.0.1/\",\"query\":\"eventType=Rain\"}",
                "{\"callback\":\"http://127.0.0.1/\",\"query\":\"eventType=ProductCreateEvent\"}",
                "{\"callback\":\"http://127.0.0.1/\",\"query\":[]}",
                "{\"callback\":\"http://127.0.0.1/\"",
            })
    void brokenSubscriptionsAreRefused(String body) {
        Reply reply = post(acme, ORDERING, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(count("hub_subscription")).isZero();
        assertThat(count("secret")).isZero();
    }

    @Test
    void aTenantHasTwentyOfBothHubsTogether() {
        IntStream.range(0, 20).forEach(n -> subscribed(n % 2 == 0 ? ORDERING : INVENTORY, ""));

        Reply reply = post(acme, ORDERING, body(""));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text()).contains("20 subscriptions");
        assertThat(post(other, ORDERING, body("")).status()).isEqualTo(201);
        assertThat(count("hub_subscription")).isEqualTo(21);
        assertThat(count("secret")).isEqualTo(21);
    }

    @Test
    void howASubscriptionStandsIsSeenAndWhatWasGivenUpIsSentAgain() {
        JsonNode hub = subscribed(ORDERING, "");
        String id = post(acme, ORDERS, example("internet")).json().path("id").asText();
        answer = 410;
        send(hub);

        JsonNode standing = standing(hub);
        assertThat(standing.path("state").asText()).isEqualTo("suspended");
        assertThat(standing.path("reason").asText()).contains("410");
        assertThat(standing.path("deadLetters").asInt()).isEqualTo(1);
        assertThat(standing.path("lastError").asText()).isEqualTo("it answered 410");
        assertThat(get(operator, STANDING + "?state=suspended").json()).hasSize(1);
        Reply dead = get(acme, STANDING + "/" + hub.path("id").asText() + "/dead-letters");
        assertThat(dead.header("X-Total-Count")).isEqualTo("1");
        assertThat(dead.json().path(0).path("productOrderId").asText()).isEqualTo(id);
        assertThat(dead.json().path(0).path("eventNumber").asInt()).isEqualTo(1);

        answer = 204;
        assertThat(replay(hub, "{\"deadLetters\":true}").status()).isEqualTo(202);
        assertThat(standing(hub).path("pending").asInt()).isEqualTo(1);
        send(hub);
        assertThat(standing(hub).path("state").asText()).isEqualTo("active");
        assertThat(standing(hub).path("deadLetters").asInt()).isZero();
        assertThat(replay(hub, "{\"productOrderId\":\"" + id + "\",\"from\":1}").status())
                .isEqualTo(202);
        send(hub);
        Reply since = replay(hub, "{\"since\":\"2026-01-01T00:00:00Z\"}");
        assertThat(since.status()).isEqualTo(202);
        assertThat(since.json().path("remaining").asText()).isEqualTo("0");
        send(hub);
        assertThat(received).hasSize(4);
        assertThat(received.stream()
                        .map(one -> one.headers().getFirst("webhook-id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aNameThatLeadsIntoAPrivateNetworkIsRefusedAtDeliveryAndSeen() {
        JsonNode hub =
                post(acme, ORDERING, body("").replace("127.0.0.1", "localhost")).json();
        post(acme, ORDERS, example("internet"));
        send(hub, new WebhookAddresses(false));

        assertThat(standing(hub).path("lastError").asText())
                .isEqualTo("the host leads to an address that is not on the public internet");
        assertThat(received).isEmpty();
    }

    private Reply replay(JsonNode hub, String body) {
        return post(acme, STANDING + "/" + hub.path("id").asText() + "/replay", body);
    }

    @Test
    void brokenReplaysAreRefused() {
        JsonNode hub = subscribed(ORDERING, "");
        String theirs =
                post(other, ORDERS, example("internet")).json().path("id").asText();

        for (String body : List.of(
                "{}",
                "[]",
                "{\"from\":1}",
                "{\"deadLetters\":false}",
                "{\"since\":\"yesterday\"}",
                "{\"productOrderId\":\"x\",\"from\":0}",
                "{\"productOrderId\":\"x\",\"from\":\"1\"}",
                "{\"productOrderId\":\"x\",\"deadLetters\":true}")) {
            assertThat(replay(hub, body).status()).as(body).isEqualTo(400);
        }
        assertThat(replay(hub, "{\"productOrderId\":\"" + theirs + "\"}").status())
                .isEqualTo(404);
        assertThat(replay(hub, "{\"productOrderId\":\"nobody\"}").status()).isEqualTo(404);
    }

    @Test
    void everyOperationIsInTheDocument() {
        JsonNode paths = get("", "/v3/api-docs").json().path("paths");

        for (String hub : List.of(ORDERING, INVENTORY)) {
            assertThat(paths.path(hub).path("post").path("responses").has("201"))
                    .isTrue();
            assertThat(paths.path(hub).path("get").path("responses").has("200")).isTrue();
            assertThat(paths.path(hub + "/{id}")
                            .path("delete")
                            .path("responses")
                            .has("204"))
                    .isTrue();
        }
        assertThat(paths.path(STANDING + "/{id}/replay")
                        .path("post")
                        .path("responses")
                        .has("202"))
                .isTrue();
        assertThat(paths.path(STANDING + "/{id}/dead-letters")
                        .path("get")
                        .path("responses")
                        .has("200"))
                .isTrue();
    }
}
