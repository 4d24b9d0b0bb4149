package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.api.IntakeServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "turnup.rate.calls-per-second=1",
            "turnup.rate.calls-at-once=10",
            "turnup.rate.failures-per-second=1",
            "turnup.rate.failures-at-once=10"
        })
class RateTest extends IntakeServer {

    private List<Reply> calls(String key) {
        return IntStream.range(0, 25).mapToObj(n -> get(key, ORDERS)).toList();
    }

    private static void isSlowedDown(List<Reply> replies, int otherwise) {
        assertThat(replies).extracting(Reply::status).containsOnly(otherwise, 429);
        assertThat(replies.stream().filter(reply -> reply.status() == otherwise))
                .hasSizeBetween(10, 20);
        assertThat(replies.stream().filter(reply -> reply.status() == 429)).allSatisfy(reply -> {
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 2);
            assertThat(reply.json().path("code").asText()).isEqualTo("tooManyRequests");
        });
    }

    @Test
    void aTenantThatCallsTooOftenIsToldWhenToComeBackAndOthersArent() {
        isSlowedDown(calls(acme), 200);

        assertThat(get(other, ORDERS).status()).isEqualTo(200);
    }

    @Test
    void failuresAreSlowedDownButNoValidKeyFromTheSameAddress() {
        isSlowedDown(calls("tk_wrong"), 401);

        assertThat(get(operator, ORDERS).status()).isEqualTo(200);
    }
}
