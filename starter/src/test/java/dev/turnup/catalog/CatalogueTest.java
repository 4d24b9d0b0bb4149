package dev.turnup.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.IntakeServer;
import dev.turnup.api.TmfPaths;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators can change of what is sold, and what customers see of it. */
class CatalogueTest extends IntakeServer {
    private static final String LINE = TmfPaths.PRODUCT_OFFERINGS + "/internet-on-demand";
    private static final String BUILDING = "BLD-003286";
    private static final String[] CHANGEABLE = {
        "name", "description", "productOfferingPrice", "oneOffCharge", "cancelCharge", "validFor"
    };

    private JsonNode before = Json.tree("");

    @BeforeEach
    void read() {
        before = get(operator, LINE).json();
    }

    /** As it was: each test begins with what ships. */
    @AfterEach
    void putBack() {
        ObjectNode terms = (ObjectNode) Json.tree(Map.of());
        for (String name : CHANGEABLE) {
            terms.set(name, before.get(name));
        }
        changed(terms.toString());
        String status = get(operator, LINE).json().path("lifecycleStatus").asText();
        if (status.equals("Retired")) {
            changed("{\"lifecycleStatus\": \"Launched\"}");
        }
    }

    private JsonNode changed(String body) {
        Reply reply = change(operator, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private Reply change(String key, String body) {
        return patch(key, LINE, body, "application/merge-patch+json");
    }

    /** The offering with another price for one speed, or without it. */
    private String priced(int speed, String perHour) {
        ObjectNode patch = (ObjectNode) Json.tree(Map.of());
        for (JsonNode price : before.path("productOfferingPrice")) {
            ObjectNode copy = price.deepCopy();
            if (copy.path("when").path("speedMbps").asInt() == speed) {
                if (perHour.isEmpty()) {
                    continue;
                }
                copy.withObject("price").put("value", new BigDecimal(perHour));
            }
            patch.withArray("productOfferingPrice").add(copy);
        }
        return patch.toString();
    }

    private static String line(int speed) {
        return """
                {"productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "internet-on-demand"},
                  "product": {"productCharacteristic": [{"name": "speedMbps", "value": %d}],
                    "place": [{"role": "installationPlace", "place": {"id": "%s"}}]}}]}""".formatted(speed, BUILDING);
    }

    private JsonNode ordered(String body) {
        Reply reply = post(acme, ORDERS, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    /** A line in service. */
    private String active(int speed) {
        String order = ordered(line(speed)).path("id").asText();
        jdbi.useHandle(handle -> {
            handle.execute("""
                    update product set state = 'active',
                        receipts = '{"build-access":{"accessId":"a","building":"BLD-003286","technology":"fiber"}}'
                    where order_id = ?""", order);
            handle.execute(
                    "update order_item set committed_at = current_timestamp, state = 'completed' where order_id = ?",
                    order);
            handle.execute("""
                    insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, receipt)
                    values (?, '1', 'build-access', 1, 'access.test', 'APPLY', 'done', '{}',
                        '{"accessId":"a","building":"BLD-003286","technology":"fiber"}')""", order);
        });
        return order + "-1";
    }

    private Reply modify(String product, int speed) {
        return post(acme, ORDERS, """
                {"productOrderItem": [{"id": "1", "action": "modify", "product": {"id": "%s",
                  "productCharacteristic": [{"name": "speedMbps", "value": %d}]}}]}""".formatted(product, speed));
    }

    private static BigDecimal price(JsonNode order) {
        return order.path("orderTotalPrice")
                .path(0)
                .path("price")
                .path("dutyFreeAmount")
                .path("value")
                .decimalValue();
    }

    @Test
    void aChangeIsANewVersionAndTheOldOneStays() {
        String version = before.path("version").asText();
        JsonNode after = changed("{\"name\": \"Internet\", \"cancelCharge\": {\"unit\": \"USD\", \"value\": 300}}");

        assertThat(after.path("version").asInt()).isEqualTo(Integer.parseInt(version) + 1);
        assertThat(after.path("name").asText()).isEqualTo("Internet");
        assertThat(after.path("cancelCharge").path("value").decimalValue()).isEqualByComparingTo("300");
        assertThat(after.path("productOfferingPrice")).hasSize(8);
        assertThat(after.path("lastUpdate").asText())
                .isGreaterThan(before.path("lastUpdate").asText());
        assertThat(get(acme, LINE).json()).isEqualTo(after);
        assertThat(get(acme, LINE + "?version=" + version).json()).isEqualTo(before);
        assertThat(get(acme, LINE + "?version=9999").status()).isEqualTo(404);
        Reply all = get(operator, TmfPaths.PRODUCT_OFFERINGS + "?id=internet-on-demand&version=all");
        assertThat(all.json().path(0)).isEqualTo(after);
        assertThat(all.json().path(1)).isEqualTo(before);
        assertThat(all.header("X-Total-Count")).isEqualTo(after.path("version").asText());
    }

    @Test
    void whatSaysWhatIsSoMakesNoVersion() {
        assertThat(changed(before.toString())).isEqualTo(before);
        assertThat(changed("{}")).isEqualTo(before);
    }

    @Test
    void whoChangesWhatHeReadOverwritesNobody() {
        String read = "{\"version\": %s, \"description\": \"%s\"}";
        changed(read.formatted(before.path("version"), "One"));
        Reply late = change(operator, read.formatted(before.path("version"), "Two"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.paths()).containsExactly("version");
        assertThat(get(acme, LINE).json().path("description").asText()).isEqualTo("One");
    }

    @Test
    void whatWasOrderedKeepsItsPriceAndTheNextOrderPaysTheNewOne() {
        JsonNode order = ordered(line(1_000));
        changed(priced(1_000, "2.5"));

        assertThat(price(order)).isEqualByComparingTo("1.25");
        JsonNode later = get(acme, ORDERS + "/" + order.path("id").asText()).json();
        assertThat(price(later)).isEqualByComparingTo("1.25");
        String plan = jdbi.withHandle(handle -> handle.select(
                        "select plan from product_order where id = ?",
                        order.path("id").asText())
                .mapTo(String.class)
                .one());
        assertThat(plan).contains("\"perHour\":1.2500").doesNotContain("2.5");
        assertThat(price(ordered(line(1_000)))).isEqualByComparingTo("2.5");
    }

    @Test
    void aPlanThatWasSeenAtAnotherPriceIsRefused() {
        String hash =
                post(acme, "/api/v1/plan", line(1_000)).json().path("planHash").asText();
        changed(priced(1_000, "2.5"));
        ObjectNode order = (ObjectNode) Json.read(line(1_000), JsonNode.class);

        assertThat(post(acme, ORDERS, order.put("planHash", hash).toString()).status())
                .isEqualTo(409);
    }

    @Test
    void aChangeOfAProductIsPricedByTheNewestVersionAndItsNameAloneIsNot() {
        String product = active(1_000);
        changed(priced(1_000, "9"));
        changed(priced(2_000, "2.5"));
        Reply renamed = post(acme, ORDERS, """
                {"productOrderItem": [{"id": "1", "action": "modify", "product": {"id": "%s", "name": "Stadium"}}]}""".formatted(product));
        assertThat(price(renamed.json())).isEqualByComparingTo("1.25");
        jdbi.useHandle(handle -> handle.execute("update product set changing_order = null"));

        assertThat(price(modify(product, 2_000).json())).isEqualByComparingTo("2.5");
    }

    @Test
    void anAnswerKeepsThePriceThatWasTold() {
        Reply answer = post(acme, "/api/v1/locations/" + BUILDING + "/answers", "{\"speedMbps\": 1000}");
        changed(priced(1_000, ""));
        ObjectNode order = (ObjectNode) Json.read(line(1_000), JsonNode.class);
        ((ObjectNode) order.path("productOrderItem").path(0))
                .putObject("productOfferingQualificationItem")
                .put("productOfferingQualificationId", answer.json().path("id").asText());

        assertThat(price(ordered(order.toString()))).isEqualByComparingTo("1.25");
        assertThat(post(acme, "/api/v1/locations/" + BUILDING + "/answers", "{\"speedMbps\": 1000}")
                        .json()
                        .path("result")
                        .asText())
                .isEqualTo("alternate");
    }

    @Test
    void aWindowKeepsThePriceItWasBookedAt() {
        String product = active(1_000);
        LocalDateTime start = LocalDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.MINUTES);
        Reply booked = post(acme, "/api/v1/windows", """
                {"timeZone": "UTC", "start": "%s", "end": "%s", "product": [{"id": "%s", "speedMbps": 5000}]}""".formatted(start, start.plusHours(2), product));
        assertThat(booked.status()).as(booked.text()).isEqualTo(201);
        changed(priced(5_000, ""));

        JsonNode window = get(
                        acme, "/api/v1/windows/" + booked.json().path("id").asText())
                .json();
        assertThat(window.path("quote").path("total").path("value").decimalValue())
                .isEqualByComparingTo("6.40");
        assertThat(window).isEqualTo(booked.json());
    }

    @Test
    void aSpeedWithoutAPriceIsNotSold() {
        String product = active(1_000);
        changed(priced(2_000, ""));
        Reply added = post(acme, ORDERS, line(2_000));

        assertThat(added.status()).isEqualTo(400);
        assertThat(added.messages()).contains("isn't sold like that; what is sold: speedMbps 50");
        assertThat(added.paths()).containsExactly("productOrderItem[0].product.productCharacteristic[0].value");
        assertThat(modify(product, 2_000).status()).isEqualTo(400);
        assertThat(get(acme, "/api/v1/locations/" + BUILDING).json().path("tier"))
                .noneMatch(tier -> tier.path("speedMbps").asInt() == 2_000);
    }

    @Test
    void betweenTwoSpeedsWithoutAPriceNothingIsTakenAtTheOldOne() {
        String product = active(1_000);
        ObjectNode prices = (ObjectNode) Json.tree(Map.of());
        for (JsonNode price : before.path("productOfferingPrice")) {
            if (!List.of(1_000, 2_000)
                    .contains(price.path("when").path("speedMbps").asInt())) {
                prices.withArray("productOfferingPrice").add(price);
            }
        }
        changed(prices.toString());
        LocalDateTime start = LocalDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.MINUTES);
        Reply booked = post(acme, "/api/v1/windows", """
                {"timeZone": "UTC", "start": "%s", "end": "%s", "product": [{"id": "%s", "speedMbps": 2000}]}""".formatted(start, start.plusHours(2), product));

        assertThat(booked.status()).as(booked.text()).isEqualTo(400);
        assertThat(booked.paths()).containsExactly("product[0].speedMbps");
        assertThat(modify(product, 2_000).messages()).contains("isn't sold like that");
        Reply renamed = post(acme, ORDERS, """
                {"productOrderItem": [{"id": "1", "action": "modify", "product": {"id": "%s", "name": "Stadium"}}]}""".formatted(product));
        assertThat(price(renamed.json())).isEqualByComparingTo("1.25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"internet-on-demand", "port", "virtual-circuit", "cloud-connection", "multi-cloud-gateway"})
    void whoeverSendsBackTheWholeDocumentChangesNothing(String offering) {
        String path = TmfPaths.PRODUCT_OFFERINGS + "/" + offering;
        JsonNode read = get(operator, path).json();
        Reply reply = patch(operator, path, read.toString(), "application/merge-patch+json");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(read);
    }

    @Test
    void whatIsRetiredIsNotSoldAnewAndItsProductsGoOn() {
        String product = active(1_000);
        changed("{\"lifecycleStatus\": \"Retired\"}");

        Reply anew = post(acme, ORDERS, line(1_000));
        assertThat(anew.status()).isEqualTo(400);
        assertThat(anew.messages()).contains("'internet-on-demand' is not sold any more");
        assertThat(get(acme, TmfPaths.PRODUCT_OFFERINGS).json()).hasSize(4);
        assertThat(get(operator, TmfPaths.PRODUCT_OFFERINGS + "?lifecycleStatus=Retired")
                        .json())
                .hasSize(1);
        assertThat(get(acme, LINE).status()).as("of a product that he has").isEqualTo(200);
        assertThat(get(other, LINE).status()).isEqualTo(404);
        assertThat(get(acme, "/api/v1/locations/" + BUILDING).json().path("tier"))
                .isEmpty();

        assertThat(modify(product, 2_000).status()).isEqualTo(201);
        jdbi.useHandle(handle -> handle.execute("update product set changing_order = null"));
        Reply end = post(acme, ORDERS, """
                {"productOrderItem": [{"id": "1", "action": "delete", "product": {"id": "%s"}}]}""".formatted(product));
        assertThat(end.status()).as(end.text()).isEqualTo(201);
    }

    @Test
    void whatIsNotValidYetOrAnyMoreIsNotSold() {
        changed("{\"validFor\": {\"startDateTime\": \"2099-01-01T00:00:00Z\"}}");
        assertThat(post(acme, ORDERS, line(1_000)).status()).isEqualTo(400);
        assertThat(get(acme, LINE).status()).isEqualTo(404);
        changed("{\"validFor\": {\"endDateTime\": \"2020-01-01T00:00:00Z\"}}");
        assertThat(post(acme, ORDERS, line(1_000)).status()).isEqualTo(400);
        changed("{\"validFor\": null}");
        assertThat(post(acme, ORDERS, line(1_000)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"In study", "In design", "In test", "Obsolete", "Rejected"})
    void theLifeOfAnOfferingHasNoShortCuts(String status) {
        Reply reply = change(operator, "{\"lifecycleStatus\": \"%s\"}".formatted(status));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.messages()).contains("can't become '" + status + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": 7}                                          | name                                         | must be a string
            {"name": null}                                       | name                                         | is missing
            {"name": " "}                                        | name                                         | must not be empty
            {"lifecycleStatus": "Sold out"}                      | lifecycleStatus                              | must be one of
            {"validFor": 5}                                      | validFor                                     | must be an object
            {"validFor": {"startDateTime": "today"}}             | validFor.startDateTime                       | must be a date
            {"validFor": {"startDateTime": "2027-01-01T00:00:00Z", "endDateTime": "2026-01-01T00:00:00Z"}} | validFor.endDateTime | must be after
            {"cancelCharge": {"unit": "EUR", "value": 1}}        | cancelCharge.unit                            | must be USD
            {"cancelCharge": {"unit": "USD", "value": -1}}       | cancelCharge.value                           | from 0
            {"cancelCharge": {"unit": "USD", "value": 0.001}}    | cancelCharge.value                           | at most 2
            {"oneOffCharge": {"unit": "USD"}}                    | oneOffCharge.value                           | is missing
            {"productOfferingPrice": []}                         | productOfferingPrice                         | must be 1 to
            {"productOfferingPrice": null}                       | productOfferingPrice                         | must be 1 to
            {"productOfferingPrice": "free"}                     | productOfferingPrice                         | must be a list
            {"productOfferingPrice": [{"when": {"speedMbps": 7}, "price": {"unit": "USD", "value": 1}}]}   | productOfferingPrice[0].when.speedMbps | must be one of
            {"productOfferingPrice": [{"when": {"colour": 7}, "price": {"unit": "USD", "value": 1}}]}      | productOfferingPrice[0].when.colour    | is no characteristic
            {"productOfferingPrice": [{"when": {"speedMbps": 50}, "price": {"unit": "USD", "value": 1e9}}]} | productOfferingPrice[0].price.value   | from 0 to below
            {"productOfferingPrice": [{"when": {"speedMbps": 50}, "price": {"unit": "USD", "value": 1}, "priceType": "oneTime"}]} | productOfferingPrice[0].priceType | must be recurring
            {"placeKind": "none"}                                | placeKind                                    | can't be changed
            {"colour": "red"}                                    | colour                                       | is no property
            []                                                   | ''                                           | must be an object
            """)
    void whatIsWrongWithAChangeIsSaid(String body, String path, String message) {
        Reply reply = change(operator, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.paths()).contains(path);
        assertThat(reply.messages()).contains(message);
        assertThat(get(operator, LINE).json()).isEqualTo(before);
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        Reply reply = change(operator, "{\"name\": 7, \"colour\": 1, \"cancelCharge\": 1, \"version\": 0}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.paths()).containsExactlyInAnyOrder("name", "colour", "cancelCharge", "version");
    }

    @Test
    void onlyOperatorsChangeTheCatalogue() {
        assertThat(change(acme, "{\"name\": \"Mine\"}").status()).isEqualTo(403);
        assertThat(change("", "{\"name\": \"Mine\"}").status()).isEqualTo(401);
        assertThat(patch(operator, TmfPaths.PRODUCT_OFFERINGS + "/teleport", "{}", "application/json")
                        .status())
                .isEqualTo(404);
        assertThat(get(operator, LINE).json()).isEqualTo(before);
    }
}
