package dev.turnup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.simulated.ReceivedCall;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker is killed while an event window raises its product, and again while it brings the usual speed back. */
@Tag("e2e")
@ExtendWith(Deployed.class)
class WindowsKillTest {
    private static final Duration LONGEST = Duration.ofSeconds(120);

    private final Deployment deployment;
    private final Witness witness;

    WindowsKillTest(Deployment deployment) {
        this.deployment = deployment;
        this.witness = deployment.witness();
    }

    @Test
    void whatAWindowRaisesIsRaisedAndComesBackThoughTheWorkerIsKilledAmidBoth() {
        Client acme = deployment.customer("acme");
        String line = acme.place(Orders.of(Orders.internet("1")));
        await().atMost(LONGEST).until(() -> acme.state(line).equals("completed"));

        String window = acme.book(Orders.window(line + "-1", 5_000));
        killAmid(1, () -> orders(acme, window));
        awaitState(acme, window, "raised");
        assertThat(speed(line)).isEqualTo(5_000);
        assertThat(acme.window(window).path("raisedLate").asBoolean()).isFalse();

        acme.cancelWindow(window, "rained off");
        killAmid(2, () -> orders(acme, window));
        awaitState(acme, window, "cancelled");
        assertThat(speed(line)).isEqualTo(1_000);
        assertThat(witness.segments(line + "-1"))
                .hasSize(3)
                .element(2)
                .asString()
                .endsWith("open");
        assertThat(witness.effects(orders(acme, window)).stream().map(ReceivedCall::reference))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /** As soon as the step of that order is under way. */
    private void killAmid(int order, Supplier<List<String>> orders) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> {
            List<String> known = orders.get();
            return known.size() == order && witness.steps(known, "running") > 0;
        });
        deployment.killWorker();
        deployment.startWorker();
    }

    private static void awaitState(Client client, String window, String state) {
        await().atMost(LONGEST)
                .untilAsserted(() ->
                        assertThat(client.window(window).path("state").asText()).isEqualTo(state));
    }

    private static List<String> orders(Client client, String window) {
        return StreamSupport.stream(client.window(window).path("order").spliterator(), false)
                .map(order -> order.path("id").asText())
                .toList();
    }

    private int speed(String order) {
        String line = witness.effective(order + "/1/build-access/1").orElseThrow();
        return Json.read(line, JsonNode.class).path("speedMbps").asInt();
    }
}
