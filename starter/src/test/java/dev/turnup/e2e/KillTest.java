package dev.turnup.e2e;

import static dev.turnup.e2e.Orders.NEVER_ACCEPTED;
import static dev.turnup.e2e.Orders.SITE;
import static dev.turnup.e2e.Orders.aws;
import static dev.turnup.e2e.Orders.azure;
import static dev.turnup.e2e.Orders.bestEffort;
import static dev.turnup.e2e.Orders.circuit;
import static dev.turnup.e2e.Orders.gateway;
import static dev.turnup.e2e.Orders.google;
import static dev.turnup.e2e.Orders.internet;
import static dev.turnup.e2e.Orders.key;
import static dev.turnup.e2e.Orders.oracle;
import static dev.turnup.e2e.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.simulated.ReceivedCall;
import dev.turnup.simulated.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Any process may be killed at any time: every order ends as it should, and nothing happens twice. */
@Tag("e2e")
@ExtendWith(Deployed.class)
class KillTest {
    private static final String AWS_ACCOUNT = "123456789012";
    private static final String AWS_REFUSES = "000000000012";
    private static final String CUSTOMER_REFUSES = "000000000002";
    private static final List<String> ENDS = List.of("completed", "partial", "failed", "cancelled", "rejected");

    private final Deployment deployment;
    private final Witness witness;
    private Client acme;

    /** The orders that are in flight, with how each of them should end. */
    private final Map<String, String> orders = new LinkedHashMap<>();

    KillTest(Deployment deployment) {
        this.deployment = deployment;
        this.witness = deployment.witness();
    }

    @BeforeEach
    void getAKey() {
        acme = deployment.customer("acme");
    }

    @Test
    void twentyOrdersSurviveTheKillOfTheirWorker() {
        placeTwenty();
        String cancelledEarly = placeAndExpect("cancelled", Orders.of(port("1", SITE), aws("2", "1", NEVER_ACCEPTED)));
        String cancelledLate =
                placeAndExpect("cancelled", Orders.of(internet("1"), port("2", SITE), aws("3", "2", NEVER_ACCEPTED)));
        awaitState(cancelledEarly, "pending");
        acme.cancel(cancelledEarly, "ordered twice");
        awaitState(cancelledLate, "pending");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> witness.steps(all(), "done") >= 20
                        && witness.steps(all(), "running") >= 1
                        && witness.steps(all(), "waiting") >= 1);

        deployment.killWorker();

        assertThat(acme.state(cancelledLate)).isEqualTo("pending");
        acme.cancel(cancelledLate, "the office moves elsewhere");
        String placedMeanwhile = placeAndExpect("completed", Orders.of(port("1", SITE)));
        assertThat(acme.state(placedMeanwhile)).isEqualTo("acknowledged");

        deployment.startWorker();

        awaitEnds(Duration.ofSeconds(180));
        assertEachEffectHappenedOnce();
        assertOnlyLiveOrdersOwnInventory();
        assertEveryActiveProductIsBilledOnce();
        assertThat(witness.ledger(all())).containsExactly(cancelledLate + "/cancel");
        assertThat(acme.order(cancelledLate).at("/cancellationCharge/value").decimalValue())
                .isEqualByComparingTo("250");
    }

    @Test
    void anAnsweredOrderSurvivesTheKillOfIntakeWhileTemporalIsAway() {
        deployment.temporal().stop();
        IntStream.range(0, 3).forEach(n -> placeAndExpect("completed", Orders.of(internet("1"))));
        deployment.killIntake();
        assertThat(witness.untold()).containsAll(all());

        deployment.startIntake();
        deployment.awaitIntake();
        all().forEach(id -> assertThat(acme.state(id)).isEqualTo("acknowledged"));
        placeAndExpect("completed", Orders.of(internet("1")));
        deployment.temporal().start();

        awaitEnds(Duration.ofSeconds(120));
        assertEachEffectHappenedOnce();
        assertEveryActiveProductIsBilledOnce();
    }

    @Test
    void anOrderThatWasAnsweredTheInstantBeforeIntakeIsKilledRuns() {
        placeAndExpect("completed", Orders.of(internet("1")));
        deployment.killIntake();
        deployment.startIntake();
        deployment.awaitIntake();

        awaitEnds(Duration.ofSeconds(60));
        assertEachEffectHappenedOnce();
    }

    @Test
    void runningOrdersSurviveARestartOfTemporal() {
        placeAndExpect("completed", cloudy(aws("3", "2", AWS_ACCOUNT), azure("4", "2", key())));
        placeAndExpect("completed", Orders.of(port("1", SITE), aws("2", "1", AWS_ACCOUNT)));
        await().atMost(Duration.ofSeconds(30)).until(() -> witness.steps(all(), "waiting") >= 1);
        deployment.temporal().stop();
        placeAndExpect("completed", Orders.of(internet("1")));
        deployment.temporal().start();

        awaitEnds(Duration.ofSeconds(120));
        assertEachEffectHappenedOnce();
        assertEveryActiveProductIsBilledOnce();
    }

    private void placeTwenty() {
        for (int n = 0; n < 3; n++) {
            placeAndExpect("completed", Orders.of(port("1", SITE)));
            placeAndExpect(
                    "completed", Orders.of(port("1", "EQIX-CH1"), port("2", "EQIX-DA1"), circuit("3", "1", "2")));
            placeAndExpect("completed", Orders.of(internet("1")));
            placeAndExpect("completed", Orders.of(port("1", SITE), aws("2", "1", AWS_ACCOUNT)));
        }
        placeAndExpect("completed", cloudy(aws("3", "2", AWS_ACCOUNT), azure("4", "2", key())));
        placeAndExpect("completed", cloudy(google("3", "2", key()), oracle("4", "2", key())));
        placeAndExpect("completed", cloudy(azure("3", "2", key("03")), oracle("4", "2", key("04"))));
        placeAndExpect("failed", cloudy(aws("3", "2", AWS_ACCOUNT), azure("4", "2", key("14"))));
        placeAndExpect("failed", Orders.of(internet("1"), port("2", SITE), aws("3", "2", CUSTOMER_REFUSES)));
        placeAndExpect("partial", bestEffort(port("1", SITE), aws("2", "1", AWS_REFUSES), internet("3")));
    }

    /** A gateway on a port, and two clouds on the gateway. */
    private static Map<String, Object> cloudy(Orders.Item one, Orders.Item other) {
        return Orders.of(port("1", SITE), gateway("2", "1"), one, other);
    }

    private String placeAndExpect(String end, Map<String, Object> order) {
        String id = acme.place(order);
        orders.put(id, end);
        return id;
    }

    private List<String> all() {
        return List.copyOf(orders.keySet());
    }

    private List<String> endingIn(String... states) {
        return orders.entrySet().stream()
                .filter(order -> Arrays.asList(states).contains(order.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void awaitState(String order, String state) {
        await().atMost(Duration.ofSeconds(90)).until(() -> acme.state(order).equals(state));
    }

    private void awaitEnds(Duration longest) {
        await().atMost(longest)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(states()).isEqualTo(orders));
    }

    private Map<String, String> states() {
        return orders.keySet().stream()
                .collect(Collectors.toMap(id -> id, acme::state, (a, b) -> a, LinkedHashMap::new));
    }

    /** By the providers' own records: what is in service was made once and never taken down, the rest is gone. */
    private void assertEachEffectHappenedOnce() {
        Map<String, List<String>> effects = witness.effects(all()).stream()
                .collect(Collectors.groupingBy(
                        ReceivedCall::reference, Collectors.mapping(ReceivedCall::verb, Collectors.toList())));
        List<Resource> resources = witness.resources(all());
        assertThat(resources).extracting(Resource::reference).containsExactlyInAnyOrderElementsOf(effects.keySet());
        for (Resource resource : resources) {
            List<String> happened = effects.get(resource.reference());
            if (resource.isClosed()) {
                assertThat(happened).as(resource.reference()).isIn(List.of("APPLY"), List.of("APPLY", "RELEASE"));
            } else {
                assertThat(happened).as(resource.reference()).containsExactly("APPLY");
            }
        }
        assertThat(resources)
                .filteredOn(resource -> !resource.isClosed())
                .extracting(Resource::reference)
                .containsExactlyInAnyOrderElementsOf(outsideStepsInService());
    }

    /** The keys of the steps outside that the timelines of orders say are done. */
    private List<String> outsideStepsInService() {
        List<String> keys = new ArrayList<>();
        for (String order : endingIn("completed", "partial")) {
            for (JsonNode step : acme.timeline(order).path("steps")) {
                if (step.path("adapter").asText().startsWith("simulated")
                        && step.path("state").asText().equals("done")
                        && !step.has("undo")) {
                    keys.add(String.join(
                            "/",
                            order,
                            step.path("item").asText(),
                            step.path("step").asText(),
                            "1"));
                }
            }
        }
        return keys;
    }

    private void assertOnlyLiveOrdersOwnInventory() {
        assertThat(witness.owners(all())).isNotEmpty().containsExactlyInAnyOrderElementsOf(witness.given(all()));
        assertThat(witness.owners(endingIn("failed", "cancelled"))).isEmpty();
    }

    private void assertEveryActiveProductIsBilledOnce() {
        List<String> active = witness.products(all(), "active");
        assertThat(witness.billed(all())).isNotEmpty().containsExactlyInAnyOrderElementsOf(active);
        assertThat(witness.wrongSegments(all())).isZero();
        assertThat(witness.products(endingIn("failed", "cancelled"), "active")).isEmpty();
        assertThat(ENDS).containsAll(states().values());
    }
}
