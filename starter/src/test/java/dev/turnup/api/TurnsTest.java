package dev.turnup.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"turnup.rate.changes-in-work=1", "turnup.rate.longest-wait=1ms"})
class TurnsTest extends IntakeServer {
    @Autowired
    private TenantTurns turns;

    @Test
    void aTenantsOrdersWaitForEachOtherAndNobodyElseForThem() {
        Semaphore turn = turns.take("acme");

        Reply refused = post(acme, ORDERS, example("internet"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.json().path("code").asText()).isEqualTo("tooManyRequests");
        assertThat(count("product_order")).isZero();
        assertThat(get(acme, ORDERS).status()).isEqualTo(200);
        assertThat(post(other, ORDERS, example("internet")).status()).isEqualTo(201);
        turn.release();
        assertThat(post(acme, ORDERS, example("internet")).status()).isEqualTo(201);
        assertThat(post(acme, ORDERS, example("internet")).status()).isEqualTo(201);
    }
}
