package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.api.IntakeServer;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"turnup.rate.changes-in-work=1", "turnup.rate.longest-wait=50ms"})
class TurnsTest extends IntakeServer {

    private Reply begun(PipedInputStream body) {
        return send(
                acme,
                request(ORDERS)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> body)));
    }

    @Test
    void aTenantsChangesWaitForEachOtherAndNobodyElseForThem() throws Exception {
        try (PipedOutputStream rest = new PipedOutputStream();
                PipedInputStream body = new PipedInputStream(rest)) {
            CompletableFuture<Reply> slow = CompletableFuture.supplyAsync(() -> begun(body));

            Reply refused = await().until(() -> post(acme, ORDERS, "{}"), reply -> reply.status() != 400);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.json().path("code").asText()).isEqualTo("tooManyRequests");
            assertThat(get(acme, ORDERS).status()).isEqualTo(200);
            assertThat(post(other, ORDERS, "{}").status()).isEqualTo(400);
            rest.write("{}".getBytes(StandardCharsets.UTF_8));
            rest.close();
            assertThat(slow.join().status()).isEqualTo(400);
        }
        await().until(() -> post(acme, ORDERS, "{}").status() == 400);
    }
}
