package dev.turnup.e2e;

import static dev.turnup.e2e.Orders.NEVER_ACCEPTED;
import static dev.turnup.e2e.Orders.SITE;
import static dev.turnup.e2e.Orders.aws;
import static dev.turnup.e2e.Orders.azure;
import static dev.turnup.e2e.Orders.gateway;
import static dev.turnup.e2e.Orders.google;
import static dev.turnup.e2e.Orders.key;
import static dev.turnup.e2e.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.TmfPaths;
import dev.turnup.e2e.Calls.Answer;
import dev.turnup.e2e.Orders.Item;
import dev.turnup.tenants.Issuer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Secrets of every kind go through the whole product, rightly and wrongly, and are in nothing that it wrote. What is no secret, and
 * stood beside them, is found by the same search in each of these places.
 */
@Tag("e2e")
class SecretsTest {
    private static final Duration LONGEST = Duration.ofSeconds(150);
    private static final String CANCELS = "/tmf-api/productOrderingManagement/v5/cancelProductOrder";
    private static final String KEYS = "/api/v1/keys";
    private static final String SERVICE_KEYS = "/api/v1/service-keys";

    /** Of docs/simulators.md. */
    private static final String NEVER_ARRIVES = "06";

    private static final String REFUSED = "12";
    private static final String NO_SUCH_KEY = "13";

    private final Started started = new Started();
    private final Secrets secrets = new Secrets();

    /** No secret; in descriptions, names and the like. */
    private final String mark = "mark-" + random(12);

    private final List<String> orders = new ArrayList<>();
    private String refused = "";
    private Issuer issuer;
    private Subscriber subscriber;
    private Deployment deployment;
    private Calls calls;
    private String[] acme;
    private String[] beta;
    private String[] olga;

    @BeforeEach
    void bringUp() throws IOException {
        issuer = started.add(new Issuer());
        subscriber = started.add(new Subscriber());
        deployment = started.add(Deployment.make(List.of(
                "-Dturnup.tokens.issuer-uri=" + issuer.uri(),
                "-Dturnup.tokens.audience=" + Issuer.AUDIENCE,
                "-Dturnup.hub.allow-private-networks=true",
                "-Dlogging.level.dev.turnup=TRACE")));
        deployment.bringUp();
        calls = new Calls(deployment.urls().getFirst());
        acme = given("acme's first API key", deployment.customer("acme"));
        beta = given("beta's first API key", deployment.customer("beta"));
        olga = given("the operator's API key", deployment.operator());
        secrets.notKept("the database's password", Postgres.PASSWORD);
    }

    @AfterEach
    void end() {
        started.close();
    }

    private String[] given(String name, Client client) {
        apiKey(name, client.key());
        return bearer(client.key());
    }

    private void apiKey(String name, String key) {
        secrets.notKept(name, key.substring("tk_".length()));
    }

    private static String[] bearer(String key) {
        return new String[] {"Authorization", "Bearer " + key};
    }

    private static String random(int digits) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, digits);
    }

    @Test
    void noSecretIsInAnythingThatWasWritten() {
        subscribe();
        String connected = order(acme, connected("the first order"));
        String unreachable = order(acme, routed(azureKey("the key that is never heard of", NEVER_ARRIVES)));
        refused = order(acme, routed(azureKey("the key that Azure refuses", REFUSED)));
        String unknown = order(acme, routed(azureKey("the key that Azure doesn't know", NO_SUCH_KEY)));
        String cancelled = order(acme, waiting());
        orderWrongly();
        String lent = order(acme, List.of(port("1", SITE)));
        useApiKeys();
        useTokens();

        awaitState(connected, "completed");
        modify(connected);
        awaitState(cancelled, "pending");
        calls.post(CANCELS, Map.of("productOrder", Map.of("id", cancelled), "cancellationReason", mark), acme)
                .expect(201);
        awaitState(lent, "completed");
        useServiceKeys(lent + "-1");
        awaitState(refused, "failed");
        awaitState(unknown, "failed");
        awaitState(cancelled, "cancelled");
        decide(unreachable);
        awaitState(unreachable, "completed");
        bill();
        awaitEvents();
        List.of(acme, beta, olga).forEach(this::readAll);

        search();
    }

    // what is done with secrets

    private void subscribe() {
        for (String hub : List.of(TmfPaths.ORDERING_HUB, TmfPaths.INVENTORY_HUB)) {
            Map<String, String> wish = Map.of("callback", subscriber.url());
            calls.post(hub, wish, with(acme, "Idempotency-Key", mark + hub)).expect(201);
            calls.handedOut("secret", "the secret of " + hub, this::signing);
            calls.post(hub, wish, with(acme, "Idempotency-Key", mark + hub)).expect(201);
        }
    }

    private void signing(String name, String secret) {
        secrets.kept(name, secret.substring("whsec_".length()));
    }

    /** A port, a gateway, and connections to two clouds. */
    private List<Item> connected(String name) {
        return List.of(
                port("1", SITE),
                gateway("2", "1"),
                azure("3", "2", azureKey(name + "'s Azure key", "")).with("bgpMd5Key", md5Key(name + "'s MD5 key")),
                google("4", "1", googleKey(name + "'s pairing key")));
    }

    private List<Item> routed(String azureKey) {
        return List.of(
                port("1", SITE),
                gateway("2", "1"),
                azure("3", "2", azureKey).with("bgpMd5Key", md5Key("the MD5 key beside " + azureKey)));
    }

    private List<Item> waiting() {
        return List.of(
                port("1", SITE),
                gateway("2", "1"),
                azure("3", "2", azureKey("the cancelled order's Azure key", ""))
                        .with("bgpMd5Key", md5Key("the cancelled order's MD5 key")),
                aws("4", "1", NEVER_ACCEPTED));
    }

    private String azureKey(String name, String marker) {
        String key = marker.isEmpty() ? key() : key(marker);
        secrets.kept(name, key);
        return key;
    }

    private String googleKey(String name) {
        String key = key();
        secrets.kept(name, key);
        return key;
    }

    /** With what is written in another way in JSON and in addresses. */
    private String md5Key(String name) {
        String core = random(20);
        secrets.kept(name, core);
        return "\"/+&%\\" + core;
    }

    private String order(String[] who, List<Item> items) {
        return order(who, items, Map.of());
    }

    private String order(String[] who, List<Item> items, Map<String, ?> more) {
        Map<String, Object> order = new LinkedHashMap<>(Orders.of(items.toArray(Item[]::new)));
        order.put("description", mark);
        order.putAll(more);
        return placed(who, order);
    }

    private String placed(String[] who, Map<String, Object> order) {
        String id = calls.post(Client.ORDERS, order, who)
                .expect(201)
                .json()
                .path("id")
                .asText();
        orders.add(id);
        return id;
    }

    /** What is refused has secrets as well, and so has what is only asked for. */
    private void orderWrongly() {
        String wrong = random(20);
        secrets.notKept("the secrets of a refused order", wrong);
        List<Item> items = List.of(
                port("1", SITE),
                gateway("2", "1"),
                azure("3", "2", wrong).with("bgpMd5Key", "no blanks in " + wrong),
                google("4", "1", wrong).with("bgpMd5Key", Map.of("nested", wrong)));
        Map<String, Object> order = Orders.of(items.toArray(Item[]::new));
        calls.post(Client.ORDERS, order, acme).expect(400);
        calls.post("/api/v1/plan", order, acme).expect(200);

        String planned = random(20);
        secrets.notKept("the MD5 key of what was only planned", planned);
        calls.post(
                        "/api/v1/plan",
                        Orders.of(
                                port("1", SITE),
                                gateway("2", "1"),
                                azure("3", "2", key()).with("bgpMd5Key", planned)),
                        acme)
                .expect(200);

        String unquoted = "x" + random(20);
        secrets.notKept("the MD5 key in what is no JSON", unquoted);
        calls.call("POST", Client.ORDERS, "{\"bgpMd5Key\": " + unquoted + "}", acme)
                .expect(400);

        String misplaced = random(20);
        secrets.notKept("the MD5 key that stands beside its product", misplaced);
        Map<String, Object> item = new LinkedHashMap<>(Map.of(
                "id", "1",
                "action", "add",
                "productOffering", Map.of("id", "port")));
        item.put(
                "product",
                Map.of(
                        "place", List.of(Map.of("role", "installationPlace", "place", Map.of("id", SITE))),
                        "productCharacteristic", List.of(Map.of("name", "speedMbps", "value", 10_000))));
        item.put("productCharacteristic", List.of(Map.of("name", "bgpMd5Key", "value", misplaced)));
        calls.post(Client.ORDERS, Map.of("productOrderItem", List.of(item)), acme)
                .expect(400);
    }

    private void modify(String connected) {
        String md5 = md5Key("the MD5 key that takes another's place");
        String changed = calls.post(Client.ORDERS, Orders.modify(connected + "-3", Map.of("bgpMd5Key", md5)), acme)
                .expect(201)
                .json()
                .path("id")
                .asText();
        orders.add(changed);
        awaitState(changed, "completed");
    }

    private void useApiKeys() {
        calls.post(
                        KEYS,
                        Map.of(
                                "tenant",
                                "acme",
                                "role",
                                "customer",
                                "name",
                                mark,
                                "scopes",
                                List.of("read", "write", "admin")),
                        olga)
                .expect(201);
        String made = calls.handedOut("key", "acme's API key that is made", this::apiKey);
        String id = calls.get(KEYS, bearer(made))
                .expect(200)
                .json()
                .path(0)
                .path("id")
                .asText();
        calls.get(Client.ORDERS, "X-API-Key", made).expect(200);
        calls.post(KEYS + "/" + id + "/rotation", Map.of(), bearer(made)).expect(201);
        String rotated = calls.handedOut("key", "acme's API key that takes its place", this::apiKey);
        calls.get(Client.ORDERS, bearer(rotated)).expect(200);
        acme = bearer(rotated);

        String wrong = made.substring(0, made.length() - 20) + random(20);
        apiKey("an API key that is wrong", wrong);
        calls.get(Client.ORDERS, bearer(wrong)).expect(401);
        calls.get(Client.ORDERS, "X-API-Key", wrong).expect(401);
        calls.get(Client.ORDERS + "?api_key=" + made).expect(401);
        calls.get(Client.ORDERS + "?api_key=" + made, acme).expect(400);
        calls.get(Client.ORDERS + "?" + made + "=1&sort=" + made, acme).expect(400);
        calls.get(KEYS + "?id=" + made, acme).expect(200);
        calls.get(KEYS + "/" + made, acme).expect(404);
        calls.call("DELETE", KEYS + "/" + made, "", with(acme, "X-Request-Id", made))
                .expect(404);
        calls.get("/" + made, acme).expect(404);
        calls.post(KEYS + "/" + made + "/rotation", Map.of(), acme).expect(404);
        calls.post(KEYS, Map.of("name", "instead of " + made), acme).expect(201);
        calls.handedOut("key", "an API key that is called after another", this::apiKey);
        calls.raw("GET /?api_key=" + made + "\u0001 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        calls.raw("GET / HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer " + made + "\r\nConnection: close\r\n\r\n");
        calls.raw("GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + made + "\u0001\r\nConnection: close\r\n\r\n");
        calls.raw("GET / HTTP/1.1 " + made + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        noted(made);
    }

    /** In texts that are for people. */
    private void noted(String secret) {
        Map<String, Object> more = Map.of(
                "note",
                List.of(Map.of("text", "with " + secret)),
                "requestedStartDate", // so that it can still be changed
                Instant.now().plus(Duration.ofDays(1)).toString());
        String id = order(acme, List.of(port("1", SITE)), more);
        calls.call("PATCH", Client.ORDERS + "/" + id, "{\"category\":\"" + secret + "\"}", acme)
                .expect(200);
        calls.post(CANCELS, Map.of("productOrder", Map.of("id", id), "cancellationReason", "wrong: " + secret), acme)
                .expect(201);
    }

    private void useTokens() {
        String good = token("a token", issuer.signed(issuer.claims("acme")));
        calls.get(Client.ORDERS, bearer(good)).expect(200);
        order(bearer(good), List.of(port("1", SITE)));
        Date past = Date.from(Instant.now().minus(Duration.ofHours(1)));
        String late = token(
                "a token that has expired", issuer.signed(issuer.claims("acme").expirationTime(past)));
        calls.get(Client.ORDERS, bearer(late)).expect(401);
        String forged = token("a token that is forged", good.substring(0, good.length() - 20) + random(20));
        calls.get(Client.ORDERS, bearer(forged)).expect(401);
        calls.get(Client.ORDERS + "?access_token=" + good).expect(401);
        noted(good);
    }

    private String token(String name, String token) {
        secrets.notKept(name, token.substring(token.lastIndexOf('.') + 1));
        return token;
    }

    private void useServiceKeys(String port) {
        String key = issued(port, "a service key");
        String id = idOf(key);
        String first = orderBy(beta, key);
        calls.post(Client.ORDERS, delegated(key), beta).expect(400);
        String wrong = key.substring(0, key.length() - 20) + random(20);
        serviceKey("a service key that is wrong", wrong);
        calls.post(Client.ORDERS, delegated(wrong), beta).expect(400);
        String late = issued(port, "a service key that has expired");
        deployment
                .witness()
                .change("update turnup.service_key set expires_at = now() where id like '" + idOf(late) + "'");
        calls.post(Client.ORDERS, delegated(late), beta).expect(400);
        calls.call("DELETE", SERVICE_KEYS + "/" + key, "", acme).expect(404);
        calls.get(SERVICE_KEYS + "/" + key, acme).expect(404);
        deployment
                .witness()
                .locked(
                        "turnup.service_key",
                        () -> calls.call("DELETE", SERVICE_KEYS + "/" + key, "", acme)
                                .expect(503));
        calls.get(TmfPaths.PRODUCTS + "/" + key, beta).expect(404);
        noted(key);
        awaitState(beta, first, "completed");
        calls.call("DELETE", SERVICE_KEYS + "/" + id, "", acme).expect(204);
    }

    private String issued(String port, String name) {
        Map<String, Object> wish = Map.of("port", Map.of("id", port), "name", mark, "maxSpeedMbps", 1_000);
        String[] once = with(acme, "Idempotency-Key", name.replace(' ', '-'));
        calls.post(SERVICE_KEYS, wish, once).expect(201);
        String key = calls.handedOut("key", name, this::serviceKey);
        calls.post(SERVICE_KEYS, wish, once).expect(201);
        return key;
    }

    private static String idOf(String serviceKey) {
        return serviceKey.substring(0, serviceKey.indexOf('_', "sk_".length()));
    }

    private void serviceKey(String name, String key) {
        secrets.notKept(name, key.substring(idOf(key).length() + 1));
    }

    private String orderBy(String[] who, String serviceKey) {
        return placed(who, delegated(serviceKey));
    }

    /** To the port that the key leads to. */
    private Map<String, Object> delegated(String serviceKey) {
        return Map.of(
                "description",
                mark + " with " + serviceKey,
                "productOrderItem",
                List.of(Map.of(
                        "id",
                        "1",
                        "action",
                        "add",
                        "productOffering",
                        Map.of("id", "cloud-connection"),
                        "product",
                        Map.of(
                                "productCharacteristic",
                                List.of(
                                        Map.of("name", "cloud", "value", "azure"),
                                        Map.of("name", "onRamp", "value", SITE),
                                        Map.of("name", "speedMbps", "value", 500),
                                        Map.of("name", "azureServiceKey", "value", azureKey("beta's Azure key", ""))),
                                "productRelationship",
                                List.of(Map.of(
                                        "relationshipType",
                                        "reliesOn",
                                        "role",
                                        "attachment",
                                        "serviceKey",
                                        serviceKey))))));
    }

    /** Another key, where the first one leads nowhere. */
    private void decide(String order) {
        String[] fallout = new String[1];
        await().atMost(LONGEST).until(() -> {
            fallout[0] = calls.get("/api/v1/fallout?orderId=" + order, olga)
                    .json()
                    .path(0)
                    .path("id")
                    .asText();
            return !fallout[0].isEmpty();
        });
        calls.post(
                        "/api/v1/fallout/" + fallout[0] + "/decision",
                        Map.of(
                                "action",
                                "RETRY_CHANGED",
                                "reason",
                                mark,
                                "input",
                                Map.of("customerKey", azureKey("the key that an operator gives", ""))),
                        olga)
                .expect(202);
    }

    /** As if everything had been there for a month. */
    private void bill() {
        deployment.witness().change("update turnup.billing_segment set since = since - interval '1 month'");
        String run = calls.post(
                        "/api/v1/bill-runs",
                        Map.of(
                                "period",
                                YearMonth.now(ZoneOffset.UTC).minusMonths(1).toString()),
                        olga)
                .expect(201)
                .json()
                .path("href")
                .asText();
        await().atMost(LONGEST)
                .until(() -> calls.get(run, olga).json().path("state").asText().equals("done"));
        JsonNode bill = calls.get(TmfPaths.BILLS, acme).expect(200).json().path(0);
        Answer csv = calls.get("/api/v1/bills/" + bill.path("id").asText() + "/lines.csv", acme)
                .expect(200);
        assertThat(csv.text()).contains(orders.getFirst());
        calls.post(TmfPaths.BILLS_ON_DEMAND, Map.of("billingAccount", Map.of("id", "acme"), "name", mark), acme)
                .expect(201);
    }

    private void awaitEvents() {
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(calls.get("/api/v1/hub-subscriptions", acme)
                                .expect(200)
                                .json())
                        .hasSize(2)
                        .allMatch(one -> one.path("pending").asInt() == 0));
    }

    private void awaitState(String order, String state) {
        awaitState(acme, order, state);
    }

    private void awaitState(String[] who, String order, String state) {
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(calls.get(Client.ORDERS + "/" + order, who)
                                .json()
                                .path("state")
                                .asText())
                        .isEqualTo(state));
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.of(headers, more).flatMap(Stream::of).toArray(String[]::new);
    }

    /** Everything that the served document has a GET for. */
    private void readAll(String[] who) {
        JsonNode paths = calls.get("/v3/api-docs").expect(200).json().path("paths");
        Map<String, List<String>> ids = new LinkedHashMap<>();
        List<String> templates = new ArrayList<>();
        paths.properties().stream().filter(path -> path.getValue().has("get")).forEach(path -> {
            if (path.getKey().contains("{")) {
                templates.add(path.getKey());
            } else {
                JsonNode list = calls.get(path.getKey(), who).json();
                ids.put(
                        path.getKey(),
                        list.valueStream()
                                .map(one -> one.path("id").asText())
                                .filter(id -> !id.isEmpty())
                                .toList());
            }
        });
        for (String template : templates) {
            ids.getOrDefault(template.substring(0, template.indexOf("/{")), orders)
                    .forEach(id -> calls.get(template.replaceAll("\\{[^}]*}", id), who));
        }
    }

    private void search() {
        SecretSearch search = new SecretSearch(secrets, deployment);
        search.look("answers", mark, calls.answers());
        search.look("events", mark, subscriber.received().stream());
        deployment.urls().forEach(url -> {
            Calls open = new Calls(url);
            open.get("/actuator/health").expect(200);
            open.get("/actuator/prometheus").expect(200);
            search.look("health and metrics of " + url, "http_server_requests_seconds_count", open.answers());
        });
        search.lookAtHistories("\"acme\"");
        search.lookAtTables(mark);
        search.lookAtFiles("intake.err", "The database didn't take DELETE " + SERVICE_KEYS);
        search.lookAtFiles("worker.err", refused + "/3/set-up-route/1 failed");
        search.lookAtFiles("temporal.", "acme");
        search.lookAtFiles("pg/log", "canceling statement");
        search.lookAtDatabaseFiles(mark);
        search.lookAtFiles("", "\"port\"");
        assertThat(search.wrong()).isEmpty();
        assertThat(secrets.in(search.kept()))
                .as("where secrets are, they are found")
                .contains(
                        "the first order's MD5 key",
                        "the first order's Azure key",
                        "the secret of " + TmfPaths.ORDERING_HUB);
        assertThat(secrets.notKeptIn(search.kept())).isEmpty();
    }
}
