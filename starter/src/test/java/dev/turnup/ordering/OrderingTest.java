package dev.turnup.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import org.junit.jupiter.api.Test;

class OrderingTest extends IntakeServer {

    @Test
    void anOrderIsAcknowledgedStoredAndFoundAgain() {
        Reply placed = post(acme, ORDERS, example("order"));

        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        assertThat(placed.header("Location"))
                .isEqualTo(placed.json().path("href").asText());
        assertThat(placed.json().path("state").asText()).isEqualTo("acknowledged");
        assertThat(count("outbox")).isEqualTo(1);
        JsonNode found = get(acme, placed.header("Location")).json();
        assertThat(found).isEqualTo(placed.json());
    }
}
