package dev.turnup.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.api.TmfPaths;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators sell beside what ships: the same kinds of products on terms of their own. */
class OfferingsTest extends IntakeServer {
    private static final String OFFERINGS = TmfPaths.PRODUCT_OFFERINGS;
    private static final String CAMPUS = OFFERINGS + "/campus";
    private static final String BUILDING = "BLD-003286";
    private static final String ANSWERS = "/api/v1/locations/" + BUILDING + "/answers";

    private static ObjectNode terms(String id, String specification, String... pricePerSpeed) {
        ObjectNode body = (ObjectNode) Json.read("""
                {"@type": "ProductOffering", "id": "%s", "name": "Internet On-Demand, campus terms", "lifecycleStatus": "Active",
                 "productSpecification": {"id": "%s"}}""".formatted(id, specification), JsonNode.class);
        for (String pair : pricePerSpeed) {
            body.withArray("productOfferingPrice")
                    .add(Json.read("""
                    {"when": {"speedMbps": %s}, "price": {"unit": "USD", "value": %s}}""".formatted(pair.split(":")[0], pair.split(":")[1]), JsonNode.class));
        }
        return body;
    }

    /** Line speeds that are sold otherwise, or not at all. */
    private static ObjectNode campusTerms() {
        return terms("campus", "internet-on-demand", "1000:0.5", "2000:0.75", "5000:1");
    }

    private JsonNode created(ObjectNode body) {
        Reply reply = post(operator, OFFERINGS, body.toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private Reply patched(String body) {
        Reply reply = patch(operator, CAMPUS, body, "application/merge-patch+json");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private static String item(String id, String offering, int speed, String more) {
        return """
                {"id": "%s", "action": "add", "productOffering": {"id": "%s"}%s, "product": {
                  "productCharacteristic": [{"name": "speedMbps", "value": %d}]%s}}""".formatted(
                        id,
                        offering,
                        more,
                        speed,
                        more.contains("Relationship")
                                ? ""
                                : ", \"place\": [{\"role\": \"place\", \"place\": {\"id\": \""
                                        + (offering.contains("port") ? "EQIX-DC2" : BUILDING) + "\"}}]");
    }

    private Reply order(String... items) {
        return post(acme, ORDERS, "{\"productOrderItem\": [" + String.join(",", items) + "]}");
    }

    private Reply campusLine(int speed) {
        return order(item("1", "campus", speed, ""));
    }

    private static JsonNode ordered(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private static String price(JsonNode order) {
        return order.path("orderTotalPrice")
                .path(0)
                .path("price")
                .path("dutyFreeAmount")
                .path("value")
                .decimalValue()
                .stripTrailingZeros()
                .toPlainString();
    }

    /** In service; the id of its product. */
    private String active(JsonNode order) {
        Map<String, String> receipt = Map.of("accessId", "a", "building", "BLD-003286", "technology", "fiber");
        return inService(order, "build-access", "access.test", receipt);
    }

    private Reply change(String product, String action, String more) {
        return order("""
                {"id": "1", "action": "%s", "product": {"id": "%s"%s}}""".formatted(action, product, more));
    }

    private static String faster(int speed) {
        return ", \"productCharacteristic\": [{\"name\": \"speedMbps\", \"value\": " + speed + "}]";
    }

    private void free() {
        jdbi.useHandle(handle -> handle.execute("update product set changing_order = null"));
    }

    @Test
    void aKindIsSoldOnTermsOfItsOwn() {
        JsonNode campus = created(campusTerms());

        assertThat(campus.path("version").asText()).isEqualTo("1");
        assertThat(campus.path("productSpecification").path("id").asText()).isEqualTo("internet-on-demand");
        assertThat(campus.path("description").asText()).contains("Dedicated internet access");
        assertThat(campus.path("cancelCharge").path("value").decimalValue()).isZero();
        assertThat(get(acme, CAMPUS).json()).isEqualTo(campus);
        assertThat(get(acme, OFFERINGS).json()).hasSize(6);
        assertThat(get(acme, OFFERINGS + "?id=campus").json().path(0)).isEqualTo(campus);

        JsonNode order = ordered(campusLine(1_000));
        assertThat(price(order)).isEqualTo("0.5");
        assertThat(price(ordered(order(item("1", "internet-on-demand", 1_000, "")))))
                .isEqualTo("1.25");
        assertThat(campusLine(500).messages()).contains("'campus' isn't sold like that; what is sold: speedMbps 1000");

        JsonNode product = get(acme, PRODUCTS + "?productOffering.id=campus").json();
        assertThat(product).hasSize(1);
        assertThat(product.path(0).path("productOffering").path("name").asText())
                .isEqualTo("Internet On-Demand, campus terms");
        assertThat(product.path(0).path("productSpecification").path("id").asText())
                .isEqualTo("internet-on-demand");
    }

    @Test
    void theAnswerSaysWhereItIsAndIsGivenAgainToTheSameKey() {
        String body = campusTerms().toString();
        Reply first = post(operator, OFFERINGS, body, "Idempotency-Key", "k1");
        Reply again = post(operator, OFFERINGS, body, "Idempotency-Key", "k1");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(CAMPUS);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(post(operator, OFFERINGS, body, "Idempotency-Key", "k2").status())
                .isEqualTo(409);
        assertThat(post(operator, OFFERINGS, terms("other", "port", "1000:1").toString(), "Idempotency-Key", "k1")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whatHasNoIdGetsOneAndWhatHasNoStatusIsNotSoldYet() {
        ObjectNode body = campusTerms();
        body.remove(List.of("id", "lifecycleStatus"));
        JsonNode draft = created(body);

        assertThat(draft.path("lifecycleStatus").asText()).isEqualTo("In study");
        String path = draft.path("href").asText();
        assertThat(path).isEqualTo(OFFERINGS + "/" + draft.path("id").asText());
        assertThat(get(acme, path).status()).isEqualTo(404);
        assertThat(get(acme, OFFERINGS).json()).hasSize(5);
        assertThat(order(item("1", draft.path("id").asText(), 1_000, "")).messages())
                .contains("no offering is called");
        assertThat(get(operator, path).json()).isEqualTo(draft);
    }

    @Test
    void aCopyOfAnotherIsSoldAsThatIs() {
        ObjectNode copy =
                (ObjectNode) get(operator, OFFERINGS + "/cloud-connection").json();
        JsonNode created = created(copy.put("id", "copy").put("name", "Copy"));

        assertThat(created.path("productOfferingPrice")).hasSize(13);
        assertThat(created.path("cancelCharge")).isEqualTo(copy.path("cancelCharge"));
        assertThat(created.path("href").asText()).isEqualTo(OFFERINGS + "/copy");
        assertThat(created.path("productOfferingRelationship")).isEqualTo(copy.path("productOfferingRelationship"));
    }

    @Test
    void whatWasOrderedKeepsItsTermsAndIsChangedOnTheNewestOfItsOffering() {
        created(campusTerms());
        String product = active(ordered(campusLine(1_000)));
        patched("{\"version\": \"1\", \"name\": \"Campus\"}");
        Reply late = patch(operator, CAMPUS, "{\"version\": \"1\", \"name\": \"Mine\"}", "application/json");
        assertThat(late.status()).isEqualTo(409);
        ObjectNode dearer = (ObjectNode) Json.read("{}", JsonNode.class);
        dearer.set("productOfferingPrice", terms("", "", "1000:9", "2000:8").path("productOfferingPrice"));
        patched(dearer.toString());

        JsonNode held = get(acme, PRODUCTS + "/" + product).json();
        assertThat(held.path("productPrice")
                        .path(0)
                        .path("price")
                        .path("dutyFreeAmount")
                        .path("value")
                        .decimalValue())
                .isEqualByComparingTo("0.5");
        assertThat(held.path("productOffering").path("name").asText()).isEqualTo("Campus");
        assertThat(price(ordered(change(product, "modify", ", \"name\": \"Hall\""))))
                .isEqualTo("0.5");
        free();
        assertThat(price(ordered(change(product, "modify", faster(2_000))))).isEqualTo("8");
        free();
        assertThat(change(product, "modify", faster(5_000)).messages()).contains("'campus' isn't sold like that");
        assertThat(order("""
                {"id": "1", "action": "modify", "productOffering": {"id": "internet-on-demand"}, "product": {"id": "%s"%s}}""".formatted(product, faster(2_000))).messages()).contains("'" + product + "' is a campus");
        assertThat(change(product, "delete", "").status()).isEqualTo(201);
        assertThat(get(operator, CAMPUS + "?version=1").json().path("name").asText())
                .isEqualTo("Internet On-Demand, campus terms");
    }

    @Test
    void itsPortsCarryWhatPortsCarry() {
        created(terms("campus-port", "port", "10000:0.1"));
        created(terms("campus-circuit", "virtual-circuit", "1000:0.2"));
        String ends = ", \"productOrderItemRelationship\": [{\"id\": \"1\", \"relationshipType\": \"reliesOn\"},"
                + " {\"id\": \"2\", \"relationshipType\": \"reliesOn\"}]";
        JsonNode order = ordered(order(
                item("1", "campus-port", 10_000, ""),
                item(
                                "2",
                                "port",
                                10_000,
                                ", \"productOrderItemRelationship\": [{\"id\": \"1\", \"relationshipType\": \"diverseFrom\"}]")
                        .replace("}]}}", "}], \"place\": [{\"role\": \"place\", \"place\": {\"id\": \"EQIX-DC2\"}}]}}"),
                item("3", "campus-circuit", 1_000, ends)));

        assertThat(price(order)).isEqualTo("1.02");
        String id = order.path("id").asText();
        jdbi.useHandle(handle -> handle.execute("update product set state = 'active' where item_id <> '3'"));
        assertThat(count("order_item where ports = 1 and mbps = 0")).isEqualTo(2);
        assertThat(count("order_item where ports = 0 and mbps = 1000")).isEqualTo(1);
        Reply key = post(acme, "/api/v1/service-keys", """
                {"name": "to the campus", "port": {"id": "%s-1"}, "maxSpeedMbps": 1000, "singleUse": true}""".formatted(id));
        assertThat(key.status()).as(key.text()).isEqualTo(201);
        Reply wrong = order(
                item("1", "campus", 1_000, ""), item("2", "campus-circuit", 1_000, ends.replace("\"2\"", "\"1\"")));
        assertThat(wrong.messages()).contains("and this is a campus", "no offering is called 'campus'");
    }

    @Test
    void anAnswerAboutAPlaceTellsItsPricesAndIsGoodForItAlone() {
        created(campusTerms());
        JsonNode answer = post(acme, ANSWERS, "{\"speedMbps\": 1000, \"offering\": \"campus\"}")
                .json();
        JsonNode usual = post(acme, ANSWERS, "{\"speedMbps\": 1000}").json();

        assertThat(answer.path("perHour").path("value").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(answer.path("location").path("tier")).hasSize(3);
        assertThat(usual.path("offering").asText()).isEqualTo("internet-on-demand");
        patched(
                "{\"productOfferingPrice\": [{\"when\": {\"speedMbps\": 2000}, \"price\": {\"unit\": \"USD\", \"value\": 7}}]}");
        assertThat(price(ordered(order(item("1", "campus", 1_000, on(answer))))))
                .isEqualTo("0.5");
        assertThat(order(item("1", "campus", 1_000, on(usual))).messages())
                .contains("the answer is about a internet-on-demand");
        assertThat(post(acme, ANSWERS, "{\"speedMbps\": 1000, \"offering\": \"campus\"}")
                        .json()
                        .path("result")
                        .asText())
                .isEqualTo("alternate");
        Reply unknown = post(acme, ANSWERS, "{\"speedMbps\": 1000, \"offering\": \"virtual-circuit\"}");
        assertThat(unknown.messages()).contains("must be one of internet-on-demand, campus, port");
    }

    private static String on(JsonNode answer) {
        return ", \"productOfferingQualificationItem\": {\"productOfferingQualificationId\": \""
                + answer.path("id").asText() + "\"}";
    }

    @Test
    void itIsQualifiedByItsId() {
        created(terms("campus-port", "port", "10000:0.1"));
        Reply reply = post(acme, TmfPaths.QUALIFICATIONS, """
                {"checkProductOfferingQualificationItem": [
                 {"id": "1", "productOffering": {"id": "campus-port"}, "product": {
                   "productCharacteristic": [{"name": "speedMbps", "value": 10000}],
                   "place": [{"role": "installationPlace", "place": {"id": "EQIX-DC2"}}]}},
                 {"id": "2", "productOffering": {"id": "campus-port"}, "product": {
                   "productCharacteristic": [{"name": "speedMbps", "value": 10000}],
                   "place": [{"role": "installationPlace", "place": {"id": "%s"}}]}}]}""".formatted(BUILDING));
        JsonNode items = reply.json().path("checkProductOfferingQualificationItem");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(items.path(0).path("qualificationItemResult").asText()).isEqualTo("qualified");
        assertThat(items.path(0).path("productOffering").path("id").asText()).isEqualTo("campus-port");
        assertThat(items.path(0).toString()).contains("\"value\":0.1}");
        assertThat(items.path(1).path("qualificationItemResult").asText()).isEqualTo("alternate");
        assertThat(items.path(1).path("eligibilityResultReason").toString()).contains("there is no campus-port at one");
        assertThat(items.path(1)
                        .path("alternateProductOfferingProposal")
                        .path(0)
                        .toString())
                .contains("\"alternateProductOffering\"", "campus-port", "\"value\":0.1}");
    }

    @Test
    void whereTheUsualOneIsRetiredPlacesTellOfTheOther() {
        created(campusTerms());
        String usual = OFFERINGS + "/internet-on-demand";
        patch(operator, usual, "{\"lifecycleStatus\": \"Retired\"}", "application/json");
        try {
            JsonNode place = get(acme, "/api/v1/locations/" + BUILDING).json();
            assertThat(place.path("offering").asText()).isEqualTo("campus");
            assertThat(place.path("tier")).hasSize(3);
            JsonNode answer = post(acme, ANSWERS, "{\"speedMbps\": 1000}").json();
            assertThat(price(ordered(order(item("1", "campus", 1_000, on(answer))))))
                    .isEqualTo("0.5");
        } finally {
            patch(operator, usual, "{\"lifecycleStatus\": \"Launched\"}", "application/json");
        }
    }

    @Test
    void aWindowIsQuotedByItsPrices() {
        created(campusTerms());
        String product = active(ordered(campusLine(1_000)));
        LocalDateTime start = LocalDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.MINUTES);
        Reply booked = post(acme, "/api/v1/windows", """
                {"timeZone": "UTC", "start": "%s", "end": "%s", "product": [{"id": "%s", "speedMbps": 5000}]}""".formatted(start, start.plusHours(2), product));

        assertThat(booked.status()).as(booked.text()).isEqualTo(201);
        assertThat(booked.json().path("quote").path("total").path("value").decimalValue())
                .isEqualByComparingTo("2.00");
    }

    @Test
    void whatNothingWasOrderedOnIsDeleted() {
        created(campusTerms());
        Reply deleted = delete(operator, CAMPUS);

        assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
        assertThat(get(operator, CAMPUS).status()).isEqualTo(404);
        assertThat(get(operator, OFFERINGS + "?version=all&id=campus").json()).isEmpty();
        assertThat(get(acme, OFFERINGS).json()).hasSize(5);
        assertThat(campusLine(1_000).messages()).contains("no offering is called 'campus'");
        assertThat(delete(operator, CAMPUS).status()).isEqualTo(404);
        assertThat(patch(operator, CAMPUS, "{}", "application/json").status()).isEqualTo(404);
        Reply again = post(operator, OFFERINGS, campusTerms().toString());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("or was one");
    }

    @Test
    void whatWasOrderedOnIsRetiredAndWhatShipsToo() {
        created(campusTerms());
        String product = active(ordered(campusLine(1_000)));
        Reply refused = delete(operator, CAMPUS);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("something was ordered on 'campus', and it can't be deleted: retire it");
        assertThat(delete(operator, OFFERINGS + "/port").text()).contains("'port' comes with Turnup");
        assertThat(get(operator, CAMPUS).status()).isEqualTo(200);

        patched("{\"lifecycleStatus\": \"Retired\"}");
        assertThat(campusLine(1_000).messages())
                .contains("'campus' is not sold any more; there are internet-on-demand, port");
        assertThat(get(acme, CAMPUS).status()).as("of a product that he has").isEqualTo(200);
        assertThat(get(other, CAMPUS).status()).isEqualTo(404);
        assertThat(change(product, "modify", faster(2_000)).status()).isEqualTo(201);
    }

    @Test
    void aProductOfWhatIsNotKnownHereYetIsChangedAMomentLater() {
        String product = active(ordered(order(item("1", "internet-on-demand", 1_000, ""))));
        jdbi.useHandle(handle -> {
            handle.execute("insert into offering (id, specification) values ('elsewhere', 'internet-on-demand')");
            handle.execute("update product set offering = 'elsewhere' where id = ?", product);
        });
        Reply reply = change(product, "modify", faster(2_000));

        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.messages()).contains("'elsewhere' isn't known here yet: send the order again");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id                   | 7                            | id                                           | must be a string
            id                   | ""                           | id                                           | must be 1 to 40 lower-case
            id                   | "Campus"                     | id                                           | must be 1 to 40 lower-case
            id                   | "-campus"                    | id                                           | must be 1 to 40 lower-case
            id                   | "a/b"                        | id                                           | must be 1 to 40 lower-case
            id                   | "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" | id                             | must be 1 to 40 lower-case
            name                 | null                         | name                                         | is missing
            name                 | " "                          | name                                         | must not be empty
            productSpecification | null                         | productSpecification                         | is missing
            productSpecification | "port"                       | productSpecification                         | must be an object
            productSpecification | {}                           | productSpecification.id                      | is missing
            productSpecification | {"id": "teleport"}           | productSpecification.id                      | must be one of internet-on-demand, port
            productSpecification | {"id": "port"}               | productOfferingPrice[1].when.speedMbps       | must be one of
            productOfferingPrice | []                           | productOfferingPrice                         | must be 1 to
            productOfferingPrice | [{"when": {"speedMbps": 70}, "price": {"unit": "USD", "value": 1}}]   | productOfferingPrice[0].when.speedMbps | must be one of
            productOfferingPrice | [{"when": {"speedMbps": 50}, "price": {"unit": "USD", "value": -1}}]  | productOfferingPrice[0].price.value    | from 0
            productOfferingPrice | [{"when": {"speedMbps": 50}, "price": {"unit": "EUR", "value": 1}}]   | productOfferingPrice[0].price.unit     | must be USD
            oneOffCharge         | {"unit": "USD", "value": -1} | oneOffCharge.value                           | from 0
            lifecycleStatus      | "Retired"                    | lifecycleStatus                              | of what is new must be one of [In study
            lifecycleStatus      | "Sold"                       | lifecycleStatus                              | must be one of
            validFor             | {"endDateTime": "today"}     | validFor.endDateTime                         | must be a date
            placeKind            | "site"                       | placeKind                                    | can't be chosen
            isBundle             | true                         | isBundle                                     | can't be chosen
            colour               | "red"                        | colour                                       | is no property of an offering
            """)
    void whatIsWrongWithANewOneIsSaid(String property, String value, String path, String message) {
        ObjectNode body = campusTerms();
        body.set(property, Json.read(value, JsonNode.class));
        Reply reply = post(operator, OFFERINGS, body.toString());

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths()).contains(path);
        assertThat(reply.messages()).contains(message);
        assertThat(get(operator, OFFERINGS).json()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "productOfferingPrice", "productSpecification"})
    void whatItCannotBeWithoutIsMissing(String property) {
        ObjectNode body = campusTerms();
        body.remove(property);
        Reply reply = post(operator, OFFERINGS, body.toString());

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths()).containsExactly(property);
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        ObjectNode body = campusTerms().put("id", "A").put("name", 7).put("colour", "red");
        assertThat(post(operator, OFFERINGS, body.toString()).paths())
                .containsExactlyInAnyOrder("id", "name", "colour");
        assertThat(post(operator, OFFERINGS, terms("port", "port", "1000:1").toString())
                        .status())
                .as("there is one")
                .isEqualTo(409);
    }

    @Test
    void onlyOperatorsSellAndWhoDidIsRecorded() {
        assertThat(post(acme, OFFERINGS, campusTerms().toString()).status()).isEqualTo(403);
        assertThat(post("", OFFERINGS, campusTerms().toString()).status()).isEqualTo(401);
        created(campusTerms());
        assertThat(delete(acme, CAMPUS).status()).isEqualTo(403);
        assertThat(delete(operator, CAMPUS).status()).isEqualTo(204);

        assertThat(get(operator, "/api/v1/audit-records").json())
                .extracting(record -> record.path("operation").asText() + " "
                        + record.path("status").asText())
                .contains("createProductOffering 201", "deleteProductOffering 403", "deleteProductOffering 204");
    }
}
