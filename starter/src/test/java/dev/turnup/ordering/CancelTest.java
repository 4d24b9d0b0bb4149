package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.of;
import static dev.turnup.ordering.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.order.CancelRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelTest extends IntakeServer {
    private String order = "";

    @BeforeEach
    void placeAnOrder() {
        order = post(acme, ORDERS, of(port("1")).toString()).json().path("id").asText();
    }

    private Reply cancel(String key) {
        return post(
                key,
                CANCELS,
                "{\"productOrder\":{\"id\":\"" + order + "\"},\"cancellationReason\":\"changed our mind\"}");
    }

    private CancelRequest waiting() {
        return jdbi.withHandle(handle -> Json.read(
                handle.createQuery("select content from outbox where kind = 'cancel'")
                        .mapTo(String.class)
                        .one(),
                CancelRequest.class));
    }

    @Test
    void aCancelIsStoredAndWaitsForItsOrder() {
        Reply reply = cancel(acme);

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode found = get(acme, reply.header("Location")).json();
        assertThat(found).isEqualTo(reply.json());
        assertThat(found.path("state").asText()).isEqualTo("acknowledged");
        assertThat(waiting().id()).isEqualTo(found.path("id").asText());
        assertThat(waiting().byCustomer()).isTrue();
        assertThat(waiting().reason()).isEqualTo("changed our mind");
    }

    @Test
    void anOperatorsCancelIsNotTheCustomers() {
        assertThat(cancel(operator).status()).isEqualTo(201);
        assertThat(waiting().byCustomer()).isFalse();
        assertThat(waiting().actor()).isEqualTo("operator olga");
        assertThat(get(acme, CANCELS).json()).hasSize(1);
    }

    @Test
    void anOrderThatHasEndedCanNotBeCancelled() {
        jdbi.useHandle(handle -> handle.execute("update product_order set state = 'completed'"));

        assertThat(cancel(acme).status()).isEqualTo(409);
        assertThat(count("cancel_order")).isZero();
    }

    @Test
    void aForeignOrderCanNotBeCancelled() {
        assertThat(cancel(other).status()).isEqualTo(404);
        assertThat(count("cancel_order")).isZero();
    }

    @Test
    void aCancelWithoutItsOrderIsRefused() {
        assertThat(post(acme, CANCELS, "{}").paths()).containsExactly("productOrder");
        assertThat(post(acme, CANCELS, "{\"productOrder\":{},\"cancellationReason\":1}")
                        .paths())
                .containsExactlyInAnyOrder("productOrder.id", "cancellationReason");
    }

    @Test
    void aCancelNeedsNoReason() {
        assertThat(post(acme, CANCELS, "{\"productOrder\":{\"id\":\"" + order + "\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(waiting().reason()).isEqualTo("no reason given");
    }

    @Test
    void anOrderTellsOfItsCancel() {
        String task = cancel(acme).json().path("id").asText();
        jdbi.useHandle(handle -> handle.execute(
                "update cancel_order set state = 'done', decided_at = requested_at, charge = 100 where id = ?", task));

        JsonNode found = get(acme, ORDERS + "/" + order).json();

        assertThat(found.path("cancellationReason").asText()).isEqualTo("changed our mind");
        assertThat(found.path("cancellationCharge").path("value").decimalValue())
                .isEqualByComparingTo("100");
        assertThat(get(acme, CANCELS + "?state=done").json()).hasSize(1);
    }
}
