package dev.turnup.api;

import static dev.turnup.api.EveryOperationTest.Audience.EVERYBODY;
import static dev.turnup.api.EveryOperationTest.Audience.ITS_TENANT;
import static dev.turnup.api.EveryOperationTest.Audience.OPERATORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.records.BillRunJournal;
import dev.turnup.billrun.records.BillingPeriod;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the served document is called as its owner, as another tenant, as nobody, and with broken bodies. One that
 * is new fails here until {@link #AUDIENCES} says whose it is, and {@link #placeSamples} has an id for its path.
 */
class EveryOperationTest extends IntakeServer {
    /** Whose an operation is. */
    enum Audience {
        OPERATORS,
        /** Of customers each sees its own only. */
        ITS_TENANT,
        /** The same is told to all: catalogue and list of buildings. */
        EVERYBODY
    }

    private static final Map<String, Audience> AUDIENCES = Map.ofEntries(
            Map.entry("createProductOrder", ITS_TENANT),
            Map.entry("listProductOrder", ITS_TENANT),
            Map.entry("retrieveProductOrder", ITS_TENANT),
            Map.entry("patchProductOrder", ITS_TENANT),
            Map.entry("deleteProductOrder", ITS_TENANT),
            Map.entry("planProductOrder", ITS_TENANT),
            Map.entry("createCancelProductOrder", ITS_TENANT),
            Map.entry("listCancelProductOrder", ITS_TENANT),
            Map.entry("retrieveCancelProductOrder", ITS_TENANT),
            Map.entry("retrieveCancelPlan", ITS_TENANT),
            Map.entry("retrieveTimeline", ITS_TENANT),
            Map.entry("listProduct", ITS_TENANT),
            Map.entry("retrieveProduct", ITS_TENANT),
            Map.entry("lockProduct", ITS_TENANT),
            Map.entry("unlockProduct", ITS_TENANT),
            Map.entry("createEventWindow", ITS_TENANT),
            Map.entry("listEventWindow", ITS_TENANT),
            Map.entry("retrieveEventWindow", ITS_TENANT),
            Map.entry("extendEventWindow", ITS_TENANT),
            Map.entry("cancelEventWindow", ITS_TENANT),
            Map.entry("createLocationCheck", ITS_TENANT),
            Map.entry("listLocationCheck", ITS_TENANT),
            Map.entry("retrieveLocationCheck", ITS_TENANT),
            Map.entry("downloadLocationCheck", ITS_TENANT),
            Map.entry("cancelLocationCheck", ITS_TENANT),
            Map.entry("retrieveLocationAnswer", ITS_TENANT),
            Map.entry("checkProductOfferingQualification", ITS_TENANT),
            Map.entry("retrieveCheckProductOfferingQualification", ITS_TENANT),
            Map.entry("createKey", ITS_TENANT),
            Map.entry("listKey", ITS_TENANT),
            Map.entry("retrieveKey", ITS_TENANT),
            Map.entry("rotateKey", ITS_TENANT),
            Map.entry("revokeKey", ITS_TENANT),
            Map.entry("listAuditRecord", ITS_TENANT),
            Map.entry("retrieveAuditRecord", ITS_TENANT),
            Map.entry("listCustomerBill", ITS_TENANT),
            Map.entry("retrieveCustomerBill", ITS_TENANT),
            Map.entry("downloadBillLines", ITS_TENANT),
            Map.entry("listAppliedCustomerBillingRate", ITS_TENANT),
            Map.entry("retrieveAppliedCustomerBillingRate", ITS_TENANT),
            Map.entry("createCustomerBillOnDemand", ITS_TENANT),
            Map.entry("listCustomerBillOnDemand", ITS_TENANT),
            Map.entry("retrieveCustomerBillOnDemand", ITS_TENANT),
            Map.entry("retrieveCredit", ITS_TENANT),
            Map.entry("createServiceKey", ITS_TENANT),
            Map.entry("listServiceKey", ITS_TENANT),
            Map.entry("retrieveServiceKey", ITS_TENANT),
            Map.entry("deleteServiceKey", ITS_TENANT),
            Map.entry("createOrderingHub", ITS_TENANT),
            Map.entry("listOrderingHub", ITS_TENANT),
            Map.entry("retrieveOrderingHub", ITS_TENANT),
            Map.entry("deleteOrderingHub", ITS_TENANT),
            Map.entry("createInventoryHub", ITS_TENANT),
            Map.entry("listInventoryHub", ITS_TENANT),
            Map.entry("retrieveInventoryHub", ITS_TENANT),
            Map.entry("deleteInventoryHub", ITS_TENANT),
            Map.entry("listHubSubscription", ITS_TENANT),
            Map.entry("retrieveHubSubscription", ITS_TENANT),
            Map.entry("listHubDeadLetter", ITS_TENANT),
            Map.entry("replayHubSubscription", ITS_TENANT),
            Map.entry("createCredit", OPERATORS),
            Map.entry("patchCustomerBill", OPERATORS),
            Map.entry("createBillRun", OPERATORS),
            Map.entry("listBillRun", OPERATORS),
            Map.entry("retrieveBillRun", OPERATORS),
            Map.entry("retrieveBillRunCheck", OPERATORS),
            Map.entry("createTenant", OPERATORS),
            Map.entry("listTenant", OPERATORS),
            Map.entry("retrieveTenant", OPERATORS),
            Map.entry("patchTenant", OPERATORS),
            Map.entry("listFallout", OPERATORS),
            Map.entry("retrieveFallout", OPERATORS),
            Map.entry("decideFallout", OPERATORS),
            Map.entry("wakeStep", OPERATORS),
            Map.entry("createSuspension", OPERATORS),
            Map.entry("createResumption", OPERATORS),
            Map.entry("createProductOffering", OPERATORS),
            Map.entry("patchProductOffering", OPERATORS),
            Map.entry("deleteProductOffering", OPERATORS),
            Map.entry("listProductSpecification", EVERYBODY),
            Map.entry("retrieveProductSpecification", EVERYBODY),
            Map.entry("listProductOffering", EVERYBODY),
            Map.entry("retrieveProductOffering", EVERYBODY),
            Map.entry("findLocation", EVERYBODY),
            Map.entry("retrieveLocation", EVERYBODY),
            Map.entry("createLocationAnswer", EVERYBODY));

    private static final String ALL_SCOPES = "\"scopes\": [\"read\", \"write\", \"admin\"]";

    /** Of acme. */
    private final Map<String, String> samples = new HashMap<>();

    private JsonNode document = MissingNode.getInstance();
    private String owner = "";
    private String stranger = "";

    /** One operation of the document, at a path whose ids are acme's. */
    private record Operation(String id, String method, String template, String path, JsonNode json) {
        boolean hasId() {
            return template.contains("{");
        }

        Optional<String> bodyType() {
            JsonNode content = json.path("requestBody").path("content");
            return content.has("application/json")
                    ? Optional.of("application/json")
                    : content.propertyStream().map(Map.Entry::getKey).findFirst();
        }

        Audience audience() {
            return Optional.ofNullable(AUDIENCES.get(id))
                    .orElseThrow(() -> new AssertionError("say in AUDIENCES whose the operation " + id + " is"));
        }
    }

    @BeforeEach
    void placeSamples() {
        document = get("", "/v3/api-docs").json();
        owner = key("acme");
        stranger = key("other");
        JsonNode order = made(post(owner, ORDERS, example("internet")));
        String id = order.path("id").asText();
        String product = id + "-1";
        samples.put(ORDERS + "/{id}", ORDERS + "/" + id);
        samples.put(CANCELS + "/{id}", href(post(owner, CANCELS, "{\"productOrder\": {\"id\": \"" + id + "\"}}")));
        samples.put("/api/v1/orders/{id}/cancel-plan", "/api/v1/orders/" + id + "/cancel-plan");
        samples.put("/api/v1/orders/{id}/timeline", "/api/v1/orders/" + id + "/timeline");
        samples.put(
                "/api/v1/orders/{id}/steps/{item}/{step}/wake", "/api/v1/orders/" + id + "/steps/1/build-access/wake");
        samples.put(PRODUCTS + "/{id}", PRODUCTS + "/" + product);
        for (String action : List.of("deletion-lock", "suspend", "resume")) {
            samples.put("/api/v1/products/{id}/" + action, "/api/v1/products/" + product + "/" + action);
        }
        window(product);
        samples.put("/api/v1/windows/{id}", "/api/v1/windows/window-1");
        samples.put("/api/v1/windows/{id}/extend", "/api/v1/windows/window-1/extend");
        samples.put("/api/v1/windows/{id}/cancel", "/api/v1/windows/window-1/cancel");
        String check = href(send(
                owner,
                request("/api/v1/location-checks")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("location_id\nBLD-000001\n"))));
        samples.put("/api/v1/location-checks/{id}", check);
        samples.put("/api/v1/location-checks/{id}/result", check + "/result");
        samples.put("/api/v1/location-checks/{id}/cancel", check + "/cancel");
        samples.put("/api/v1/locations/{id}", "/api/v1/locations/EQIX-DC2");
        samples.put("/api/v1/locations/{id}/answers", "/api/v1/locations/EQIX-DC2/answers");
        samples.put(
                "/api/v1/locations/{id}/answers/{answer}",
                href(post(owner, "/api/v1/locations/EQIX-DC2/answers", "{\"speedMbps\": 10000}")));
        samples.put(TmfPaths.QUALIFICATIONS + "/{id}", href(post(owner, TmfPaths.QUALIFICATIONS, """
                {"checkProductOfferingQualificationItem": [{"id": "1", "productOffering": {"id": "internet-on-demand"},
                 "product": {"productCharacteristic": [{"name": "speedMbps", "value": 1000}],
                  "place": [{"role": "installationPlace", "place": {"id": "BLD-003286"}}]}}]}""")));
        samples.put(TmfPaths.PRODUCT_OFFERINGS + "/{id}", TmfPaths.PRODUCT_OFFERINGS + "/port");
        samples.put(TmfPaths.PRODUCT_SPECIFICATIONS + "/{id}", TmfPaths.PRODUCT_SPECIFICATIONS + "/port");
        serviceKey();
        hubs();
        String key = href(post(owner, "/api/v1/keys", "{\"name\": \"sample\"}"));
        samples.put("/api/v1/keys/{id}", key);
        samples.put("/api/v1/keys/{id}/rotation", key + "/rotation");
        samples.put("/api/v1/tenants/{id}", "/api/v1/tenants/acme");
        samples.put(
                "/api/v1/audit-records/{id}",
                get(owner, "/api/v1/audit-records").json().path(0).path("href").asText());
        bills(product);
        fallout(id);
        samples.put("/api/v1/fallout/{id}", "/api/v1/fallout/f1");
        samples.put("/api/v1/fallout/{id}/decision", "/api/v1/fallout/f1/decision");
    }

    private String key(String tenant) {
        String body = "{\"tenant\": \"" + tenant + "\", \"role\": \"customer\", \"name\": \"all\", " + ALL_SCOPES + "}";
        return made(post(operator, "/api/v1/keys", body)).path("key").asText();
    }

    private static JsonNode made(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isIn(200, 201);
        return reply.json();
    }

    private static String href(Reply reply) {
        return made(reply).path("href").asText();
    }

    private void serviceKey() {
        String port = made(post(owner, ORDERS, """
                {"productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "port"}, "product": {
                  "productCharacteristic": [{"name": "speedMbps", "value": 10000}],
                  "place": [{"role": "installationPlace", "place": {"id": "EQIX-DC2"}}]}}]}""")).path("id").asText() + "-1";
        jdbi.useHandle(handle -> handle.execute(
                "update product set state = 'active', active_since = current_timestamp where id = ?", port));
        samples.put("/api/v1/service-keys/{id}", href(post(owner, "/api/v1/service-keys", """
                {"name": "sample", "port": {"id": "%s"}, "maxSpeedMbps": 1000, "singleUse": true, "expiresAt": "2099-01-01T00:00:00Z"}""".formatted(port))));
    }

    private void hubs() {
        String body = "{\"callback\": \"https://127.0.0.1:9/events\"}";
        for (String hub : List.of(TmfPaths.ORDERING_HUB, TmfPaths.INVENTORY_HUB)) {
            samples.put(
                    hub + "/{id}",
                    hub + "/" + made(post(owner, hub, body)).path("id").asText());
        }
        String subscription = get(owner, "/api/v1/hub-subscriptions")
                .json()
                .path(0)
                .path("id")
                .asText();
        samples.put("/api/v1/hub-subscriptions/{id}", "/api/v1/hub-subscriptions/" + subscription);
        for (String part : List.of("dead-letters", "replay")) {
            samples.put(
                    "/api/v1/hub-subscriptions/{id}/" + part, "/api/v1/hub-subscriptions/" + subscription + "/" + part);
        }
    }

    private void bills(String product) {
        BillingPeriod month = BillingPeriod.at(Instant.now()).previous();
        jdbi.useHandle(handle ->
                handle.execute("""
                insert into billing_segment (id, tenant, product_id, per_hour, currency, since, until)
                values ('s1', 'acme', ?, 1, 'USD', ?, ?)""", product, month.begin(), month.begin().plusSeconds(3_600)));
        String run = href(post(operator, "/api/v1/bill-runs", "{\"period\": \"" + month.id() + "\"}"));
        BillRunJournal journal = new BillRunJournal(jdbi, jdbi, InstantSource.system());
        while (!journal.goOn(new BillRunStart(month.id())).state().isFinal()) {}
        JsonNode bill = get(owner, TmfPaths.BILLS).json().path(0);
        samples.put("/api/v1/bill-runs/{id}", run);
        samples.put("/api/v1/bill-runs/{id}/check", run + "/check");
        samples.put(TmfPaths.BILLS + "/{id}", bill.path("href").asText());
        samples.put(
                "/api/v1/bills/{id}/lines.csv",
                "/api/v1/bills/" + bill.path("id").asText() + "/lines.csv");
        samples.put(
                TmfPaths.BILLING_RATES + "/{id}",
                get(owner, TmfPaths.BILLING_RATES).json().path(0).path("href").asText());
        samples.put(
                TmfPaths.BILLS_ON_DEMAND + "/{id}",
                href(post(owner, TmfPaths.BILLS_ON_DEMAND, "{\"billingAccount\": {\"id\": \"acme\"}}")));
        samples.put("/api/v1/credits/{id}", href(post(operator, "/api/v1/credits", """
                {"tenant": "acme", "amount": {"unit": "USD", "value": 25.00}, "reason": "an outage"}""")));
    }

    private void window(String product) {
        jdbi.useHandle(handle -> {
            handle.execute("""
                    insert into event_window (id, tenant, time_zone, local_start, local_end, raise_at, start_at, end_at,
                        state, currency, created_at)
                    values ('window-1', 'acme', 'UTC', '2090-01-01T10:00', '2090-01-01T12:00',
                        timestamp with time zone '2090-01-01 09:55:00+00', timestamp with time zone '2090-01-01 10:00:00+00',
                        timestamp with time zone '2090-01-01 12:00:00+00', 'reserved', 'USD', current_timestamp)""");
            handle.execute("insert into window_product values ('window-1', 1, ?, 1000, 2000, 1, 2)", product);
        });
    }

    private void fallout(String order) {
        jdbi.useHandle(handle -> handle.execute("""
                insert into fallout (id, order_id, tenant, item_id, step, generation, verb, code, message, opened_at, open_key)
                values ('f1', ?, 'acme', '1', 'build-access', 1, 'APPLY', 'NO_WORKER', 'nobody came', current_timestamp, 'k')""", order));
    }

    private List<Operation> operations() {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> new Operation(
                                method.getValue().path("operationId").asText(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                sample(path.getKey()),
                                method.getValue())))
                .toList();
    }

    private String sample(String template) {
        if (!template.contains("{")) {
            return template;
        }
        return Optional.ofNullable(samples.get(template))
                .orElseThrow(() -> new AssertionError("placeSamples has no id for " + template));
    }

    private Stream<DynamicTest> each(Predicate<Operation> which, Consumer<Operation> test) {
        List<Operation> operations = operations().stream().filter(which).toList();
        assertThat(operations).isNotEmpty();
        return operations.stream().map(one -> dynamicTest(one.id(), () -> test.accept(one)));
    }

    private Reply call(String key, Operation operation, String body) {
        HttpRequest.Builder request = request(operation.path());
        operation.bodyType().ifPresent(type -> request.header("Content-Type", type));
        boolean sends = operation.bodyType().isPresent();
        return send(
                key,
                request.method(operation.method(), sends ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
    }

    private static void isAnswered(Operation operation, Reply reply, Integer... statuses) {
        assertThat(reply.status())
                .as("%s %s: %s", operation.method(), operation.path(), reply.text())
                .isIn((Object[]) statuses);
        assertThat(operation.json().path("responses").has(String.valueOf(reply.status())))
                .as("%d is in the document", reply.status())
                .isTrue();
        if (reply.status() >= 400) {
            assertThat(reply.json().path("@type").asText()).isEqualTo("Error");
            assertThat(reply.json().path("status").asText()).isEqualTo(String.valueOf(reply.status()));
        }
    }

    @Test
    void whatIsSaidHereIsInTheDocument() {
        assertThat(operations()).extracting(Operation::id).containsExactlyInAnyOrderElementsOf(AUDIENCES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> nobodyIsToldAnything() {
        return each(operation -> true, operation -> {
            isAnswered(operation, call("", operation, "{}"), 401);
            isAnswered(operation, call("tk_unknown", operation, "{}"), 401);
            isAnswered(operation, call("eyJhbGciOiJub25lIn0.e30.", operation, "{}"), 401);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnotherTenantsIsNotThere() {
        return each(
                operation -> operation.audience() == ITS_TENANT && operation.hasId(),
                operation -> isAnswered(operation, call(stranger, operation, "{}"), 404));
    }

    @TestFactory
    Stream<DynamicTest> listsHaveNothingOfAnotherTenants() {
        return each(
                operation ->
                        operation.audience() == ITS_TENANT && operation.id().startsWith("list") && !operation.hasId(),
                operation -> {
                    assertThat(call(owner, operation, "").json()).isNotEmpty();
                    assertThat(call(stranger, operation, "").text())
                            .doesNotContain("acme")
                            .doesNotContain(samples.get(ORDERS + "/{id}").substring(ORDERS.length() + 1));
                });
    }

    @TestFactory
    Stream<DynamicTest> whatIsForOperatorsIsRefusedToCustomers() {
        return each(
                operation -> operation.audience() == OPERATORS,
                operation -> isAnswered(operation, call(owner, operation, "{}"), 403));
    }

    @TestFactory
    Stream<DynamicTest> itsOwnerReachesIt() {
        return each(operation -> operation.method().equals("GET"), operation -> {
            String key = operation.audience() == OPERATORS ? operator : owner;
            boolean waits = operation.id().equals("downloadLocationCheck")
                    || operation.id().equals("findLocation");
            isAnswered(operation, call(key, operation, ""), waits ? new Integer[] {400, 409} : new Integer[] {200});
        });
    }

    @TestFactory
    Stream<DynamicTest> aBrokenBodyIsRefused() {
        return each(operation -> operation.bodyType().isPresent(), operation -> {
            String key = operation.audience() == OPERATORS ? operator : owner;
            isAnswered(operation, call(key, operation, "{\"x\": "), 400);
            if (!operation.id().equals("planProductOrder")) { // which says what is wrong with any order
                isAnswered(operation, call(key, operation, "[]"), 400);
            }
            isAnswered(operation, call(key, operation, ""), 400);
            isAnswered(operation, call(key, operation, "\u0000"), 400);
        });
    }

    @TestFactory
    Stream<DynamicTest> aBodyThatIsTooLargeIsRefused() {
        return each(operation -> operation.bodyType().isPresent(), operation -> {
            String key = operation.audience() == OPERATORS ? operator : owner;
            int size = operation.bodyType().get().equals("text/csv") ? 6 << 20 : 2 << 20;
            isAnswered(operation, call(key, operation, "{\"name\": \"" + "x".repeat(size) + "\"}"), 413);
        });
    }

    @TestFactory
    Stream<DynamicTest> aListRefusesPagesThatAreNone() {
        return each(operation -> operation.id().startsWith("list"), operation -> {
            String key = operation.audience() == OPERATORS ? operator : owner;
            for (String query : List.of("offset=-1", "limit=0", "limit=-1", "limit=1001", "offset=x", "nonsense=1")) {
                isAnswered(operation, get(key, operation.path() + "?" + query), 400);
            }
        });
    }
}
