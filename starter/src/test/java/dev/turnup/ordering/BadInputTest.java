package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.at;
import static dev.turnup.ordering.Orders.aws;
import static dev.turnup.ordering.Orders.change;
import static dev.turnup.ordering.Orders.circuit;
import static dev.turnup.ordering.Orders.gateway;
import static dev.turnup.ordering.Orders.internet;
import static dev.turnup.ordering.Orders.item;
import static dev.turnup.ordering.Orders.of;
import static dev.turnup.ordering.Orders.onProduct;
import static dev.turnup.ordering.Orders.port;
import static dev.turnup.ordering.Orders.related;
import static dev.turnup.ordering.Orders.reliesOn;
import static dev.turnup.ordering.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.IntakeServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong order is refused with every wrong property named, and leaves no trace. */
class BadInputTest extends IntakeServer {
    private static final String VALUE = ".product.productCharacteristic[%d].value";

    @AfterEach
    void nothingIsStoredAndNothingIsStarted() {
        for (String table :
                List.of("product_order", "order_item", "order_event", "product", "outbox", "secret", "idempotency")) {
            assertThat(count(table)).as(table).isZero();
        }
    }

    private Reply refused(ObjectNode order, String... paths) {
        return refused(order.toString(), paths);
    }

    private Reply refused(String body, String... paths) {
        Reply reply = post(acme, ORDERS, body, "Idempotency-Key", "any");
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("@type").asText()).isEqualTo("Error");
        assertThat(reply.json().path("status").asText()).isEqualTo("400");
        assertThat(reply.json().path("code").asText()).isNotEmpty();
        assertThat(reply.json().path("reason").asText()).isNotEmpty();
        assertThat(reply.paths()).as(reply.text()).containsExactlyInAnyOrder(paths);
        assertThat(reply.text()).doesNotContain("Exception").doesNotContain("\tat ");
        return reply;
    }

    private static String on(int n, String below) {
        return "productOrderItem[" + n + "]" + below;
    }

    private static String value(int item, int characteristic) {
        return on(item, VALUE.formatted(characteristic));
    }

    @Test
    void malformedJsonIsRefusedWithLineAndColumn() {
        Reply reply = refused("{\n  \"productOrderItem\": [,]\n}");

        assertThat(reply.json().path("message").asText()).contains("line 2").contains("column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\":NaN}"})
    void whatIsNoJsonDocumentIsRefused(String body) {
        refused(body);
    }

    @Test
    void endlesslyNestedJsonIsRefused() {
        refused("[".repeat(5_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"order\"", "null"})
    void whatIsNoObjectIsRefused(String body) {
        refused(body, "");
    }

    @Test
    void anOrderWithoutItemsIsRefused() {
        refused("{}", "productOrderItem");
        refused("{\"productOrderItem\": []}", "productOrderItem");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        refused(
                of(
                        change(port("1"), "speedMbps", 11),
                        item("2", "teleport"),
                        internet("1", "BLD-999999", 50).put("action", "explode")),
                value(0, 0),
                on(1, ".productOffering.id"),
                on(2, ".id"),
                on(2, ".action"),
                on(2, ".product.place[0].place.id"));
    }

    @Test
    void anUnknownOfferingIsRefused() {
        Reply reply = refused(of(item("1", "teleport")), on(0, ".productOffering.id"));

        assertThat(reply.messages()).contains("internet-on-demand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"noChange", "explode", "suspend", "restore", ""})
    void anActionOtherThanAddModifyAndDeleteIsRefused(String action) {
        refused(of(port("1").put("action", action)), on(0, ".action"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modify", "delete"})
    void aChangeOfNothingThatIsNamedIsRefused(String action) {
        refused(of(port("1").put("action", action)), on(0, ".product.id"));
    }

    @Test
    void anUnknownPlaceIsRefused() {
        refused(of(at(with(item("1", "port"), "speedMbps", 1_000), "NOWHERE")), on(0, ".product.place[0].place.id"));
    }

    @Test
    void aPlaceOfTheWrongKindIsRefused() {
        refused(of(internet("1", Orders.SITE, 50)), on(0, ".product.place[0].place.id"));
    }

    @Test
    void aMissingPlaceAndOneTooManyAreRefused() {
        refused(
                of(with(item("1", "port"), "speedMbps", 1_000), at(port("2"), Orders.SITE)),
                on(0, ".product.place"),
                on(1, ".product.place"));
    }

    @Test
    void aPlaceForWhatHasNoneIsRefused() {
        refused(of(port("1"), port("2"), at(circuit("3", "1", "2"), Orders.SITE)), on(2, ".product.place"));
    }

    @Test
    void aBuildingThatNoNetworkReachesIsRefused() {
        refused(of(internet("1", "BLD-000001", 50)), on(0, ".product.place[0].place.id"));
    }

    @Test
    void aSpeedAboveTheBuildingsIsRefused() {
        String slow = jdbi.withHandle(handle -> handle.createQuery(
                        "select id from location_1 where access like '%:1000:%' order by id limit 1")
                .mapTo(String.class)
                .one());

        Reply reply = refused(of(internet("1", slow, 2_000)), value(0, 0));

        assertThat(reply.messages()).contains("1000 Mbit/s");
    }

    @Test
    void aSpeedThatIsNotSoldIsRefusedWithThoseThatAre() {
        Reply reply = refused(of(change(port("1"), "speedMbps", 2_500)), value(0, 0));

        assertThat(reply.messages()).contains("1000, 10000, 100000, 400000");
    }

    @Test
    void aSpeedThatTheCloudDoesNotSellIsRefused() {
        refused(of(port("1"), change(aws("2", "1"), "speedMbps", 20_000)), value(1, 2));
    }

    @Test
    void valuesOfTheWrongTypeAreRefused() {
        refused(
                of(
                        change(port("1"), "speedMbps", "10000"),
                        with(port("2"), "name", 7),
                        change(port("3"), "speedMbps", 1000.5),
                        change(port("4"), "speedMbps", List.of(1_000))),
                value(0, 0),
                value(1, 1),
                value(2, 0),
                value(3, 0));
    }

    @Test
    void propertiesOfTheWrongTypeAreRefused() {
        refused(
                """
                {"@type": 1, "description": {}, "priority": 2, "note": "x", "externalId": [{"id": 7}], "relatedParty": [{}],
                 "requestedStartDate": "soon", "completionMode": "never",
                 "productOrderItem": [{"id": 1, "action": [], "productOffering": "port", "product": [],
                    "productOrderItemRelationship": {}}, "two"]}""",
                "@type",
                "description",
                "priority",
                "note",
                "externalId[0].id",
                "relatedParty[0].role",
                "requestedStartDate",
                "completionMode",
                "productOrderItem[0].id",
                "productOrderItem[0].action",
                "productOrderItem[0].productOffering",
                "productOrderItem[0].product",
                "productOrderItem[0].productOrderItemRelationship",
                "productOrderItem[1]");
    }

    @Test
    void aCharacteristicOfAnotherStatedTypeIsRefused() {
        ObjectNode item = port("1");
        ((ObjectNode) item.path("product").path("productCharacteristic").path(0)).put("@type", "StringCharacteristic");

        refused(of(item), on(0, ".product.productCharacteristic[0].@type"));
    }

    @Test
    void missingUnknownAndRepeatedCharacteristicsAreRefused() {
        refused(
                of(
                        at(item("1", "port"), Orders.SITE),
                        with(port("2"), "colour", "red"),
                        with(port("3"), "speedMbps", 1_000)),
                on(0, ".product.productCharacteristic"),
                on(1, ".product.productCharacteristic[1].name"),
                on(2, ".product.productCharacteristic[1].name"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4095, 4096, -1, Long.MAX_VALUE})
    void aReservedVlanIsRefused(long vlan) {
        refused(of(port("1"), port("2"), with(circuit("3", "1", "2"), "vlanA", vlan)), value(2, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 23456, 64496, 65535, 4294967295L, 4294967296L, -1})
    void anAutonomousSystemNumberOutOfRangeIsRefused(long asn) {
        refused(of(with(gateway("1"), "asn", asn)), value(0, 1));
    }

    @Test
    void anAwsAccountOfElevenDigitsIsRefused() {
        refused(of(port("1"), change(aws("2", "1"), "awsAccountId", "12345678901")), value(1, 3));
    }

    @Test
    void aCloudsMissingKeyAndAnotherCloudsKeyAreRefused() {
        refused(
                of(port("1"), change(aws("2", "1"), "cloud", "oracle")),
                on(1, ".product.productCharacteristic"),
                on(1, ".product.productCharacteristic[3].name"),
                value(1, 2));
    }

    @Test
    void aSecretThatIsRefusedIsNotRepeated() {
        ObjectNode azure = change(aws("2", "1"), "cloud", "azure");
        ((ObjectNode) azure.path("product").path("productCharacteristic").path(3))
                .put("name", "azureServiceKey")
                .put("value", "hunter2");

        assertThat(refused(of(port("1"), azure), value(1, 3)).text()).doesNotContain("hunter2");
    }

    @Test
    void anOnRampWithoutTheCloudIsRefused() {
        String bare = jdbi.withHandle(
                handle -> handle.createQuery("select id from place where kind = 'site' and on_ramps = '' limit 1")
                        .mapTo(String.class)
                        .one());

        refused(
                of(port("1"), change(aws("2", "1"), "onRamp", bare), change(aws("3", "1"), "onRamp", "NO-SITE")),
                value(1, 1),
                value(2, 1));
    }

    @Test
    void unknownRelationsAreRefused() {
        refused(
                of(reliesOn(gateway("1"), "9"), onProduct(gateway("2"), "no-product")),
                on(0, ".productOrderItemRelationship[0].id"),
                on(1, ".product.productRelationship[0].product.id"));
    }

    @Test
    void aRelationOfAnUnknownTypeIsRefused() {
        refused(
                of(port("1"), related(gateway("2"), "bundles", "1")),
                on(1, ".productOrderItemRelationship[0].relationshipType"));
    }

    @Test
    void relationsToTheWrongThingTooFewAndTooManyAreRefused() {
        refused(
                of(
                        port("1"),
                        gateway("2"),
                        port("3"),
                        port("4"),
                        circuit("5", "1", "2"),
                        reliesOn(circuit("6", "1", "3"), "4"),
                        reliesOn(with(item("7", "virtual-circuit"), "speedMbps", 100), "1"),
                        circuit("8", "1", "1"),
                        reliesOn(port("9"), "1")),
                on(4, ".productOrderItemRelationship[1].id"),
                on(5, ".productOrderItemRelationship[2].id"),
                on(6, ".productOrderItemRelationship"),
                on(7, ".productOrderItemRelationship[1].id"),
                on(8, ".productOrderItemRelationship[0].id"));
    }

    @Test
    void itemsThatRelyOnEachOtherInACircleAreRefused() {
        refused(
                of(
                        related(port("1"), "dependsOn", "3"),
                        related(port("2"), "dependsOn", "1"),
                        related(port("3"), "requires", "2"),
                        related(port("4"), "requires", "3"),
                        related(port("5"), "requires", "5")),
                on(0, ".productOrderItemRelationship[0].id"),
                on(1, ".productOrderItemRelationship[0].id"),
                on(2, ".productOrderItemRelationship[0].id"),
                on(4, ".productOrderItemRelationship[0].id"));
    }

    @Test
    void diversityThatMakesNoSenseIsRefused() {
        refused(
                of(
                        related(port("1"), "diverseFrom", "1"),
                        related(port("2"), "diverseFrom", "9"),
                        related(port("3"), "diverseFrom", "4"),
                        related(gateway("4"), "diverseFrom", "1"),
                        role(related(port("5"), "diverseFrom", "1"), "path"),
                        role(related(circuit("6", "1", "2"), "diverseFrom", "6"), "path"),
                        role(related(circuit("7", "1", "2"), "diverseFrom", "6"), "entry")),
                on(0, ".productOrderItemRelationship[0].id"),
                on(1, ".productOrderItemRelationship[0].id"),
                on(2, ".productOrderItemRelationship[0].id"),
                on(3, ".productOrderItemRelationship[0]"),
                on(4, ".productOrderItemRelationship[0].role"),
                on(5, ".productOrderItemRelationship[2].id"),
                on(6, ".productOrderItemRelationship[2].role"));
    }

    @Test
    void whatIsDiverseFromWhatComesAfterItIsRefused() {
        Reply reply = refused(
                of(
                        related(port("1"), "dependsOn", "3"),
                        related(port("2"), "diverseFrom", "1"),
                        related(port("3"), "dependsOn", "2")),
                on(0, ".productOrderItemRelationship[0].id"),
                on(2, ".productOrderItemRelationship[0].id"));

        assertThat(reply.messages()).contains("list '3' before '1'");
    }

    /** Of its last relationship. */
    private static ObjectNode role(ObjectNode item, String role) {
        JsonNode relations = item.path("productOrderItemRelationship");
        ((ObjectNode) relations.path(relations.size() - 1)).put("role", role);
        return item;
    }

    @Test
    void moreThanAHundredItemsAreRefused() {
        refused(
                of(IntStream.rangeClosed(1, 101).mapToObj(n -> port("" + n)).toArray(ObjectNode[]::new)),
                "productOrderItem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "ä", "12345678901234567890123456789012345678901"})
    void anItemIdThatIsNoIdIsRefused(String id) {
        refused(of(port(id)), on(0, ".id"));
    }

    @Test
    void aStringOfAMegabyteIsRefused() {
        refused(of(with(port("1"), "name", "x".repeat(1_000_000))), value(0, 1));
    }

    @Test
    void charactersThatNoDatabaseTakesAreRefused() {
        refused(of(port("1")).put("description", "a\u0000b"), "description");
        refused("{\"description\": \"\\ud800\", \"productOrderItem\": []}", "description");
    }

    @Test
    void aBodyOfMoreThanAMebibyteIsTooLarge() {
        Reply reply = post(
                acme,
                ORDERS,
                of(port("1")).put("description", "x".repeat(1 << 20)).toString());

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.json().path("@type").asText()).isEqualTo("Error");
    }

    @Test
    void datesInThePastAreRefused() {
        refused(
                of(port("1"))
                        .put("requestedStartDate", "2020-01-01T00:00:00Z")
                        .put("requestedCompletionDate", "2019-01-01T00:00:00Z"),
                "requestedStartDate",
                "requestedCompletionDate",
                "requestedCompletionDate");
    }

    @Test
    void aStartThatIsTooFarAwayIsRefused() {
        refused(of(port("1")).put("requestedStartDate", "+20226-01-01T00:00:00Z"), "requestedStartDate");
    }

    @Test
    void anotherTenantsProductIsUnknown() {
        Reply placed = post(other, ORDERS, of(port("1")).toString());
        String product = placed.json()
                .path("productOrderItem")
                .path(0)
                .path("product")
                .path("id")
                .asText();
        jdbi.useHandle(handle -> handle.execute("update product set state = 'active'"));

        Reply reply = post(acme, ORDERS, of(onProduct(gateway("1"), product)).toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.paths()).containsExactly(on(0, ".product.productRelationship[0].product.id"));
        emptyTheTables();
    }

    @Test
    void aProductThatIsNotActiveCanNotBeReliedOn() {
        Reply placed = post(acme, ORDERS, of(port("1")).toString());
        String product = placed.json()
                .path("productOrderItem")
                .path(0)
                .path("product")
                .path("id")
                .asText();

        Reply reply = post(acme, ORDERS, of(onProduct(gateway("1"), product)).toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.messages()).contains("pendingActive");
        emptyTheTables();
    }
}
