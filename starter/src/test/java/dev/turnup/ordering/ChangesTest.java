package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.aws;
import static dev.turnup.ordering.Orders.gateway;
import static dev.turnup.ordering.Orders.item;
import static dev.turnup.ordering.Orders.of;
import static dev.turnup.ordering.Orders.onProduct;
import static dev.turnup.ordering.Orders.port;
import static dev.turnup.ordering.Orders.related;
import static dev.turnup.ordering.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.plan.Phase;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedStep;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What intake says to changes of products that customers hold. */
class ChangesTest extends IntakeServer {
    private static final String BUILDING = "BLD-003286";

    /** Orders it, and makes it what it is when its workflow has ended. */
    private String active(ObjectNode item, Map<String, ?> receipts) {
        JsonNode order = placed(of(item));
        String id = order.path("id").asText();
        String itemId = item.path("id").asText();
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update product set state = 'active', receipts = ? where order_id = ?", Json.write(receipts), id);
            handle.execute(
                    "update order_item set committed_at = current_timestamp, state = 'completed' where order_id = ?",
                    id);
            receipts.forEach(
                    (step, receipt) -> handle.execute("""
                    insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, receipt)
                    values (?, ?, ?, 1, ?, 'APPLY', 'done', '{}', ?)""", id, itemId, step, QUEUES.get(step), Json.write(receipt)));
        });
        return id + "-" + itemId;
    }

    private static final Map<String, String> QUEUES = Map.of(
            "build-access", "access.test",
            "reserve-port", "port.test",
            "create-gateway", "gateway.test",
            "set-up-circuit", "circuit.test",
            "set-up-route", "route.test");

    private JsonNode placed(ObjectNode order) {
        Reply reply = post(acme, ORDERS, order.toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private String internet() {
        return active(
                Orders.internet("1", BUILDING, 1_000),
                Map.of("build-access", Map.of("accessId", "acc-1", "building", BUILDING, "technology", "fiber")));
    }

    private static Map<String, ?> portReceipt(String id) {
        return Map.of("reserve-port", Map.of("portId", id, "site", Orders.SITE, "device", "sw1", "speedMbps", 10_000));
    }

    private static ObjectNode change(String action, String product) {
        ObjectNode item = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        item.put("id", "1").put("action", action).putObject("product").put("id", product);
        return item;
    }

    private Plan plan(JsonNode order) {
        return jdbi.withHandle(handle -> Json.read(
                handle.select(
                                "select plan from product_order where id = ?",
                                order.path("id").asText())
                        .mapTo(String.class)
                        .one(),
                Plan.class));
    }

    private List<String> steps(JsonNode order, Phase phase) {
        return plan(order).items().getFirst().steps(phase).stream()
                .map(PlannedStep::name)
                .toList();
    }

    @Test
    void what_a_change_makes_nothing_of_can_not_be_built_on_as_an_item() {
        String product = active(port("1"), portReceipt("p"));
        Reply reply = post(
                acme,
                ORDERS,
                of(with(change("modify", product), "members", 2), aws("2", "1")).toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.messages()).contains("makes nothing new: name the product");
    }

    @Test
    void two_ports_that_each_say_that_they_are_diverse_are_made_one_after_the_other() {
        Plan plan = plan(placed(of(related(port("a"), "diverseFrom", "b"), related(port("b"), "diverseFrom", "a"))));

        assertThat(plan.items().getFirst().dependsOn()).isEmpty();
        assertThat(plan.items().getLast().dependsOn()).containsExactly("a");
    }

    @Test
    void aSpeedIsHeldAndChangedBeforeTheCommitAndBilledAfterIt() {
        JsonNode order = placed(of(with(change("modify", internet()), "speedMbps", 2_000)));

        assertThat(steps(order, Phase.PROVISION)).containsExactly("hold-capacity", "qualify", "change-access");
        assertThat(steps(order, Phase.ACTIVATE)).containsExactly("change-billing", "change-product");
        assertThat(order.path("productOrderItem")
                        .path(0)
                        .path("itemPrice")
                        .path(0)
                        .toString())
                .contains("1.9");
    }

    @Test
    void aChangeIsPlannedAsItIsPlacedAndAnotherOneIsNoLonger() {
        String product = internet();
        ObjectNode order = of(with(change("modify", product), "speedMbps", 2_000));
        JsonNode plan = post(acme, "/api/v1/plan", order.toString()).json();

        assertThat(plan.path("items").path(0).path("steps").findValuesAsText("name"))
                .containsExactly("hold-capacity", "qualify", "change-access", "change-billing", "change-product");
        assertThat(plan.path("items").findValue("waitsFor"))
                .as("the line is there")
                .isNull();
        placed(order.put("planHash", plan.path("planHash").asText()));
        JsonNode refused = post(
                        acme, "/api/v1/plan", of(change("delete", product)).toString())
                .json();
        assertThat(refused.path("items")).isEmpty();
        assertThat(refused.path("refused").toString()).contains("is being changed by");
    }

    @Test
    void aDeleteIsPlannedWithAllOfItAfterTheCommit() {
        String order = of(change("delete", internet())).toString();
        JsonNode plan = post(acme, "/api/v1/plan", order).json();

        assertThat(plan.path("items").path(0).path("steps").findValuesAsText("phase"))
                .isNotEmpty()
                .containsOnly("afterCommit");
        assertThat(plan.path("pointsOfNoReturn").findValuesAsText("kind")).containsExactly("hard");
        assertThat(post(acme, "/api/v1/plan", order).json().path("planHash")).isEqualTo(plan.path("planHash"));
    }

    @ParameterizedTest
    @CsvSource({"bestEffort, true", "allOrNothing, false"})
    void aDeleteBesideOtherItemsIsBilledToTheRequestedDateWhereItDoesNotWaitForThem(String mode, boolean bounded) {
        String start = Instant.now()
                .plus(Duration.ofDays(7))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        JsonNode billing = plan(placed(of(change("delete", internet()), port("2"))
                        .put("completionMode", mode)
                        .put("requestedStartDate", start)))
                .item("1")
                .steps()
                .stream()
                .filter(step -> step.name().equals("stop-billing"))
                .findFirst()
                .orElseThrow()
                .desired();

        assertThat(billing.path("notAfter").asText()).isEqualTo(bounded ? start : "");
        assertThat(billing.path("within").asText()).isEqualTo("PT1H");
        assertThat(billing.path("asPromised").asBoolean()).isFalse();
    }

    @Test
    void aSecondChangeOfAProductIsRefusedAndTheFirstIsUntouched() {
        String product = internet();
        String first = placed(of(with(change("modify", product), "speedMbps", 2_000)))
                .path("id")
                .asText();
        Reply second = post(
                acme,
                ORDERS,
                of(with(change("modify", product), "speedMbps", 500)).toString());

        assertThat(second.status()).as(second.text()).isEqualTo(409);
        assertThat(second.messages()).contains("is being changed by " + first);
        assertThat(get(acme, ORDERS + "/" + first).json().path("state").asText())
                .isEqualTo("acknowledged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "777   | must be one of 50, 100",
                "1000  | changes nothing",
                "10000 | has at most",
            })
    void aSpeedThatCantBeIsRefusedWithWhatCan(int speed, String message) {
        jdbi.useHandle(
                handle -> handle.execute("update location_1 set access = 'fiber:5000:0' where id = ?", BUILDING));
        Reply reply = post(
                acme,
                ORDERS,
                of(with(change("modify", internet()), "speedMbps", speed)).toString());
        jdbi.useHandle(
                handle -> handle.execute("update location_1 set access = 'fiber:10000:0' where id = ?", BUILDING));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.messages()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws   | 500  | 1000 | order another connection",
                "azure | 1000 | 500  | what it can be changed to is 2000, 5000, 10000",
                "oracle| 1000 | 2000 | order another connection",
            })
    void whatACloudCantDoIsRefusedWithTheChoicesThatAreLeft(String cloud, int from, int to, String message) {
        String port = active(port("1"), portReceipt("p-" + cloud));
        ObjectNode item = with(
                with(with(item("1", "cloud-connection"), "cloud", cloud), "onRamp", Orders.SITE), "speedMbps", from);
        switch (cloud) {
            case "aws" -> with(item, "awsAccountId", "123456789012");
            case "azure" -> with(item, "azureServiceKey", "9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b");
            default -> with(item, "ociCircuitId", "ocid1.virtualcircuit.oc1.x");
        }
        item.withObject("product")
                .putArray("productRelationship")
                .addObject()
                .put("relationshipType", "reliesOn")
                .putObject("product")
                .put("id", port);
        String product =
                active(item, Map.of("set-up-route", Map.of("cloud", cloud, "connectionId", "c-1", "state", "up")));

        Reply reply = post(
                acme,
                ORDERS,
                of(with(change("modify", product), "speedMbps", to)).toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.messages()).contains(message);
    }

    @Test
    void nothingIsBuiltOnAGatewayThatIsToGetAnotherNumber() {
        String gateway = gatewayInService();
        String order = placed(of(with(change("modify", gateway), "asn", 65_020))
                        .put(
                                "requestedStartDate",
                                Instant.now().plus(Duration.ofDays(7)).toString()))
                .path("id")
                .asText();
        Reply reply = post(acme, ORDERS, of(azure("1", gateway)).toString());

        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.messages()).contains("gets another number by order " + order);
    }

    @Test
    void whatGivesAGatewayAnotherNumberAndWhatIsBuiltOnItAreTwoOrders() {
        String gateway = gatewayInService();
        Reply reply = post(
                acme,
                ORDERS,
                of(with(change("modify", gateway), "asn", 65_020), azure("2", gateway))
                        .toString());

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.messages()).contains("gets another number by item '1' of this order");
    }

    @Test
    void aGatewayThatGetsFasterCanBeBuiltOn() {
        String gateway = gatewayInService();
        placed(of(with(change("modify", gateway), "speedMbps", 5_000), azure("2", gateway)));
        placed(of(azure("1", gateway)));
    }

    private String gatewayInService() {
        return active(
                with(gateway("1"), "asn", 65_010), Map.of("create-gateway", Map.of("gatewayId", "g-1", "asn", 65_010)));
    }

    private static ObjectNode azure(String id, String gateway) {
        ObjectNode item = with(with(item(id, "cloud-connection"), "cloud", "azure"), "onRamp", Orders.SITE);
        with(with(item, "speedMbps", 1_000), "azureServiceKey", "9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b");
        return onProduct(item, gateway);
    }

    @Test
    void aBundleOnlyGrows() {
        String product = active(with(port("1"), "members", 3), portReceipt("p"));
        Reply less = post(
                acme, ORDERS, of(with(change("modify", product), "members", 2)).toString());
        Reply tooMany = post(
                acme, ORDERS, of(with(change("modify", product), "members", 9)).toString());

        assertThat(less.messages()).contains("can only grow");
        assertThat(tooMany.messages()).contains("must be in 1-8");
        assertThat(steps(placed(of(with(change("modify", product), "members", 4))), Phase.PROVISION))
                .containsExactly("add-members");
    }

    @Test
    void aTerminatedProductCantBeChanged() {
        String product = internet();
        jdbi.useHandle(handle -> handle.execute("update product set state = 'terminated' where id = ?", product));
        Reply reply = post(
                acme,
                ORDERS,
                of(with(change("modify", product), "speedMbps", 500)).toString());

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.messages()).contains("is terminated, and only what is active can be modified");
    }

    @Test
    void anothersProductIsNotThere() {
        Reply reply = post(other, ORDERS, of(change("delete", internet())).toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.messages()).contains("you hold no product");
    }

    @Test
    void aPortWithACircuitOnItGoesOnlyWithTheCircuit() {
        String a = active(port("1"), portReceipt("a"));
        String z = active(port("1"), portReceipt("z"));
        ObjectNode circuit = with(item("1", "virtual-circuit"), "speedMbps", 100);
        for (String end : List.of(a, z)) {
            circuit.withObject("product")
                    .withArray("productRelationship")
                    .addObject()
                    .put("relationshipType", "reliesOn")
                    .putObject("product")
                    .put("id", end);
        }
        String product = active(circuit, Map.of("set-up-circuit", Map.of("circuitId", "vc-1", "vni", 4100)));

        Reply alone = post(acme, ORDERS, of(change("delete", a)).toString());
        assertThat(alone.status()).isEqualTo(409);
        assertThat(alone.messages()).contains("these rely on it: " + product);
        ObjectNode both = of(change("delete", a), change("delete", product).put("id", "2"));
        assertThat(plan(placed(both)).item("1").dependsOn()).containsExactly("2");
    }

    @Test
    void aLockedProductStays() {
        String product = internet();
        jdbi.useHandle(handle ->
                handle.execute("update product set deletion_lock = 'final on Saturday' where id = ?", product));
        Reply reply = post(acme, ORDERS, of(change("delete", product)).toString());

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.messages()).contains("locked against deletion: final on Saturday");
    }

    @Test
    void onlyOperatorsSuspendAndOnlyByTheirOwnRequest() {
        String product = internet();
        String path = "/api/v1/products/" + product + "/suspend";

        assertThat(post(acme, path, "{\"reason\":\"not paid\"}").status()).isEqualTo(403);
        assertThat(post(operator, path, "{}").paths()).containsExactly("reason");
        Reply item = post(acme, ORDERS, of(change("suspend", product)).toString());
        assertThat(item.status()).isEqualTo(400);
        assertThat(post(operator, path, "{\"reason\":\" \"}").paths()).containsExactly("reason");
        Reply suspended = post(operator, path, "{\"reason\":\"not paid\"}");
        assertThat(suspended.status()).as(suspended.text()).isEqualTo(201);
        assertThat(steps(suspended.json(), Phase.ACTIVATE)).containsExactly("pause-billing", "change-product");
        assertThat(get(acme, ORDERS + "/" + suspended.json().path("id").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotThereCantBeResumed() {
        Reply reply = post(operator, "/api/v1/products/" + internet() + "/resume", "{\"reason\":\"paid\"}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.messages()).contains("only what is suspended can be resumed");
    }

    @Test
    void whatItCostsToEndAProductBeforeItsTermIsToldBefore() {
        String product = active(with(port("1"), "termMonths", 12), portReceipt("p-1"));
        Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(30));
        jdbi.useHandle(handle -> handle.execute("update product set active_since = ? where id = ?", since, product));
        String end = since.atOffset(ZoneOffset.UTC).plusMonths(12).toInstant().toString();

        JsonNode term =
                get(acme, PRODUCTS + "/" + product).json().path("productTerm").path(0);
        assertThat(term.path("duration").path("amount").asInt()).isEqualTo(12);
        assertThat(term.path("validFor").path("endDateTime").asText()).isEqualTo(end);
        JsonNode early = post(
                        acme, "/api/v1/plan", of(change("delete", product)).toString())
                .json()
                .path("items")
                .path(0)
                .path("earlyEnd");
        assertThat(early.path("termEnd").asText()).isEqualTo(end);
        long seconds = Duration.between(
                        Instant.parse(early.path("endsAt").asText()).truncatedTo(ChronoUnit.SECONDS),
                        Instant.parse(end))
                .toSeconds();
        assertThat(early.path("charge").path("value").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.3600")
                        .multiply(BigDecimal.valueOf(seconds))
                        .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_EVEN));
        JsonNode order =
                post(acme, ORDERS, of(change("delete", product)).toString()).json();
        JsonNode told = order.path("productOrderItem").path(0).path("earlyEnd");
        jdbi.useHandle(handle -> handle.execute(
                "update product_order set state = 'completed', ended_at = ? where id = ?",
                Instant.now(),
                order.path("id").asText()));
        assertThat(get(acme, ORDERS + "/" + order.path("id").asText()).json().findPath("earlyEnd"))
                .isEqualTo(told);
        assertThat(told.path("termEnd")).isEqualTo(early.path("termEnd"));
        assertThat(told.path("charge").path("value").decimalValue())
                .isCloseTo(early.path("charge").path("value").decimalValue(), within(new BigDecimal("0.02")));
        jdbi.useHandle(handle -> handle.execute("update product set changing_order = null, state = 'active'"));
        JsonNode later = post(
                        acme,
                        "/api/v1/plan",
                        of(change("delete", product))
                                .put(
                                        "requestedStartDate",
                                        Instant.parse(end).minusSeconds(3_600).toString())
                                .toString())
                .json();
        assertThat(later.path("refused").isEmpty()).as(later.toString()).isTrue();
        assertThat(later.findPath("earlyEnd").path("charge").path("value").decimalValue())
                .isEqualByComparingTo("0.36");
    }

    @Test
    void aTermIsOneThatIsSoldAndStaysAsItWasOrdered() {
        assertThat(post(acme, ORDERS, of(with(port("1"), "termMonths", 7)).toString())
                        .status())
                .isEqualTo(400);
        String product = active(with(port("1"), "termMonths", 12), portReceipt("p-1"));
        Reply reply = post(
                acme,
                ORDERS,
                of(with(change("modify", product), "termMonths", 24)).toString());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(get(acme, PRODUCTS + "/" + active(port("2"), portReceipt("p-2")))
                        .json()
                        .has("productTerm"))
                .isFalse();
    }
}
