package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.gateway;
import static dev.turnup.ordering.Orders.of;
import static dev.turnup.ordering.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.api.IntakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends IntakeServer {
    private static final String KEY = "Idempotency-Key";

    @Test
    void theSameKeyAndPayloadGiveTheFirstAnswerAgain() {
        Reply first = post(acme, ORDERS, of(port("1")).toString(), KEY, "k");
        Reply second = post(acme, ORDERS, of(port("1")).toPrettyString(), KEY, "k");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(count("product_order")).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherPayloadIsRefused() {
        post(acme, ORDERS, of(port("1")).toString(), KEY, "k");

        Reply reply = post(acme, ORDERS, of(gateway("1")).toString(), KEY, "k");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("@type").asText()).isEqualTo("Error");
        assertThat(count("product_order")).isEqualTo(1);
    }

    @Test
    void theSameKeyForAnotherResourceIsRefused() {
        String id = post(acme, ORDERS, of(port("1")).toString(), KEY, "k")
                .json()
                .path("id")
                .asText();

        Reply reply = post(acme, CANCELS, "{\"productOrder\":{\"id\":\"" + id + "\"}}", KEY, "k");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(count("cancel_order")).isZero();
    }

    @Test
    void tenantsHaveTheirKeysToThemselves() {
        post(acme, ORDERS, of(port("1")).toString(), KEY, "k");

        assertThat(post(other, ORDERS, of(gateway("1")).toString(), KEY, "k").status())
                .isEqualTo(201);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        assertThat(post(acme, ORDERS, "{}", KEY, "k").status()).isEqualTo(400);
        assertThat(post(acme, ORDERS, of(port("1")).toString(), KEY, "k").status())
                .isEqualTo(201);
    }

    @Test
    void aKeyThatIsNoKeyIsRefused() {
        Reply reply = post(acme, ORDERS, of(port("1")).toString(), KEY, "x".repeat(201));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.paths()).containsExactly(KEY);
    }

    @Test
    void racingRequestsMakeOneOrder() throws InterruptedException, ExecutionException {
        List<Future<Reply>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 8; n++) {
                calls.add(threads.submit(() -> post(acme, ORDERS, of(port("1")).toString(), KEY, "race")));
            }
        }
        for (Future<Reply> call : calls) {
            assertThat(call.get().status()).as(call.get().text()).isIn(201, 409);
        }
        assertThat(calls.stream()
                        .map(Future::resultNow)
                        .filter(reply -> reply.status() == 201)
                        .map(Reply::text)
                        .distinct())
                .hasSize(1);
        assertThat(count("product_order")).isEqualTo(1);
        assertThat(count("outbox")).isEqualTo(1);
    }
}
