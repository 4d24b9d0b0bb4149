package dev.turnup.e2e;

import static dev.turnup.e2e.Orders.SITE;
import static dev.turnup.e2e.Orders.circuit;
import static dev.turnup.e2e.Orders.internet;
import static dev.turnup.e2e.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.simulated.ReceivedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker is killed in the middle of every kind of change: each is carried to its end, once, as the providers tell. */
@Tag("e2e")
@ExtendWith(Deployed.class)
class ChangesKillTest {
    private static final Duration LONGEST = Duration.ofSeconds(120);

    private final Deployment deployment;
    private final Witness witness;

    ChangesKillTest(Deployment deployment) {
        this.deployment = deployment;
        this.witness = deployment.witness();
    }

    @Test
    void speedsDeletesAndSuspensionsSurviveTheKillOfTheirWorker() {
        Client acme = deployment.customer("acme");
        Client operator = deployment.operator();
        List<String> made = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            made.add(acme.place(Orders.of(internet("1"))));
        }
        String circuit = acme.place(Orders.of(port("1", SITE), port("2", SITE), circuit("3", "1", "2")));
        awaitCompleted(acme, made);
        awaitCompleted(acme, List.of(circuit));
        List<String> products = made.stream().map(order -> order + "-1").toList();
        suspend(operator, acme, products.get(3));

        List<String> changes = List.of(
                acme.place(Orders.modify(products.get(0), Map.of("speedMbps", 2_000))),
                acme.place(Orders.delete(products.get(1))),
                order(operator, products.get(2), "suspend"),
                order(operator, products.get(3), "resume"),
                acme.place(Orders.modify(circuit + "-3", Map.of("vlanA", 88, "speedMbps", 500))));
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> witness.steps(changes, "running") >= 2);
        deployment.killWorker();
        deployment.startWorker();
        awaitCompleted(acme, changes);

        assertThat(line(made.get(0)).path("speedMbps").asInt()).isEqualTo(2_000);
        assertThat(witness.effective(made.get(1) + "/1/build-access/1")).isEmpty();
        assertThat(line(made.get(2)).path("suspended").asBoolean()).isTrue();
        assertThat(line(made.get(3)).path("suspended").asBoolean()).isFalse();
        assertThat(attributes(circuit + "/3/set-up-circuit/1").path("vlanA").asInt())
                .isEqualTo(88);
        assertThat(witness.segments(products.get(0))).containsExactly("1.2500 closed", "1.9000 open");
        assertThat(witness.segments(products.get(1))).containsExactly("1.2500 closed");
        assertThat(witness.segments(products.get(2))).containsExactly("1.2500 closed");
        assertThat(witness.segments(products.get(3))).containsExactly("1.2500 closed", "1.2500 open");
        assertEachEffectHappenedOnce(changes);

        String end = acme.place(Orders.delete(circuit + "-1", circuit + "-2", circuit + "-3"));
        awaitCompleted(acme, List.of(end));
        assertThat(witness.effective(circuit + "/3/set-up-circuit/1")).isEmpty();
        assertThat(witness.owners(List.of(circuit, changes.get(4)))).isEmpty();
    }

    private void suspend(Client operator, Client acme, String product) {
        awaitCompleted(acme, List.of(order(operator, product, "suspend")));
    }

    private static String order(Client operator, String product, String action) {
        return operator.post("/api/v1/products/" + product + "/" + action, Map.of("reason", "as the test says"))
                .expect(201)
                .path("id")
                .asText();
    }

    private static void awaitCompleted(Client client, List<String> orders) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() ->
                        assertThat(orders).allMatch(order -> client.state(order).equals("completed")));
    }

    private JsonNode line(String order) {
        return attributes(order + "/1/build-access/1");
    }

    private JsonNode attributes(String reference) {
        return Json.read(witness.effective(reference).orElseThrow(), JsonNode.class);
    }

    private void assertEachEffectHappenedOnce(List<String> orders) {
        Map<String, Long> effects = witness.effects(orders).stream()
                .collect(Collectors.groupingBy(
                        (ReceivedCall call) -> call.verb() + " " + call.reference(), Collectors.counting()));
        assertThat(effects)
                .isNotEmpty()
                .allSatisfy((call, times) -> assertThat(times).isEqualTo(1));
    }
}
