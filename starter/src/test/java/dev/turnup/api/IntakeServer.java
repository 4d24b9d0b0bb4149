package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.catalogue.store.StoredCatalogue;
import dev.turnup.database.Database;
import dev.turnup.hub.records.WebhookAddresses;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Caller;
import dev.turnup.intake.PlaceData;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.Placement;
import dev.turnup.relay.Relay;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * An intake over HTTP whose Temporal is down: what it answers, it answers from its own database. That is H2, or PostgreSQL for
 * tests that say {@code test.postgresql=true}, and for all of them with {@code TEST_POSTGRESQL=true} in the environment.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = IntakeServer.Beans.class)
public abstract class IntakeServer {
    protected static final String ORDERS = "/tmf-api/productOrderingManagement/v5/productOrder";
    protected static final String CANCELS = "/tmf-api/productOrderingManagement/v5/cancelProductOrder";
    protected static final String PRODUCTS = "/tmf-api/productInventoryManagement/v5/product";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @Autowired
    protected Jdbi jdbi;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private StoredCatalogue catalogue;

    protected String acme = "";
    protected String other = "";
    protected String operator = "";

    @BeforeEach
    protected void emptyTheTables() {
        jdbi.useHandle(handle -> List.of(
                        "hub_delivery",
                        "hub_subscription",
                        "bill_line",
                        "ledger_entry",
                        "customer_bill",
                        "bill_run_left",
                        "bill_run",
                        "bill_on_demand",
                        "billing_segment",
                        "outbox",
                        "fallout",
                        "step",
                        "cancel_order",
                        "idempotency",
                        "window_order",
                        "window_product",
                        "event_window",
                        "location_check_row",
                        "location_check",
                        "capacity_claim",
                        "product_relation",
                        "service_key",
                        "product",
                        "offering where id <> specification",
                        "offering_version where offering not in (select id from offering)",
                        "order_event",
                        "order_item",
                        "order_external_id",
                        "product_order",
                        "location_answer",
                        "secret",
                        "api_key",
                        "audit_record",
                        "tenant_limit",
                        "tenant where parent is not null",
                        "tenant where id <> 'provider'")
                .forEach(table -> handle.execute("delete from " + table)));
        catalogue.reread();
        keys.addTenant("acme", "Acme");
        keys.addTenant("other", "Other");
        acme = keys.create("acme", Caller.Role.customer, "acme's key");
        other = keys.create("other", Caller.Role.customer, "other's key");
        operator = keys.create("", Caller.Role.operator, "olga");
    }

    /** What came back. */
    protected record Reply(int status, JsonNode json, java.net.http.HttpHeaders headers, String text) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The properties that were found wrong. */
        public List<String> paths() {
            return Stream.of(json.path("errors"))
                    .flatMap(errors -> errors.valueStream())
                    .map(error -> error.path("path").asText())
                    .toList();
        }

        public String messages() {
            return json.path("errors")
                    .valueStream()
                    .map(error -> error.path("message").asText())
                    .collect(Collectors.joining("\n"));
        }
    }

    protected Reply get(String key, String path) {
        return send(key, request(path).GET());
    }

    protected Reply delete(String key, String path) {
        return send(key, request(path).DELETE());
    }

    protected Reply post(String key, String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return send(key, headers.length == 0 ? request : request.headers(headers));
    }

    protected Reply patch(String key, String path, String body, String type) {
        return send(key, request(path).header("Content-Type", type).method("PATCH", BodyPublishers.ofString(body)));
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    protected String url() {
        return "http://localhost:" + port;
    }

    protected Reply send(String key, HttpRequest.Builder request) {
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            JsonNode json = response.body().startsWith("{") || response.body().startsWith("[")
                    ? Json.read(response.body(), JsonNode.class)
                    : Json.tree("");
            return new Reply(response.statusCode(), json, response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** An order that the examples show. */
    protected static String example(String name) {
        try {
            return Files.readString(Path.of("..", "examples", name + ".json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The product of an order's only item, as it is when its only step is done. */
    protected String inService(JsonNode order, String step, String taskQueue, Object receipt) {
        String id = order.path("id").asText();
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update product set state = 'active', receipts = ? where order_id = ?",
                    Json.write(Map.of(step, receipt)),
                    id);
            handle.execute(
                    "update order_item set committed_at = current_timestamp, state = 'completed' where order_id = ?",
                    id);
            handle.execute("""
                    insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, receipt)
                    values (?, '1', ?, 1, ?, 'APPLY', 'done', '{}', ?)""", id, step, taskQueue, Json.write(receipt));
        });
        return id + "-1";
    }

    protected long count(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(long.class)
                .one());
    }

    /** A database whose owner is no superuser: row-level security holds for it. */
    private static final class Postgres {
        static final String OWNER = "turnup_owner";
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                execute(server, "create role " + OWNER + " login");
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void execute(EmbeddedPostgres server, String sql) {
            Jdbi.create(server.getPostgresDatabase()).useHandle(handle -> handle.execute(sql));
        }

        static String make() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            execute(SERVER, "create database " + name + " owner " + OWNER);
            return SERVER.getJdbcUrl(OWNER, name);
        }
    }

    @EnableAutoConfiguration
    @Import(IntakeConfiguration.class)
    static class Beans {
        @Bean(destroyMethod = "close")
        Database database(
                @Value("${test.database:intake}") String name, @Value("${test.postgresql:false}") boolean postgres) {
            Database database = postgres
                    ? Database.open(Postgres.make(), Postgres.OWNER, "", "turnup", 10)
                    : Database.open("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "", "turnup", 10);
            PlaceData.load(database, InstantSource.system());
            return database;
        }

        @Bean
        StoredCatalogue catalogue(Database database) {
            return new StoredCatalogue(database.jdbi(), InstantSource.system());
        }

        @Bean
        List<AdapterProfile> adapters() {
            Map<String, List<String>> variants = Map.of("route", List.of("aws", "azure", "google", "oracle"));
            return Stream.of(
                            "access",
                            "bgp",
                            "billing",
                            "capacity",
                            "circuit",
                            "gateway",
                            "ip",
                            "port",
                            "product",
                            "qualification",
                            "route",
                            "vlan",
                            "vni")
                    .flatMap(capability -> variants.getOrDefault(capability, List.of("")).stream()
                            .map(variant ->
                                    new AdapterProfile(capability, "test", variant, Placement.QUEUED, Duration.ZERO)))
                    .toList();
        }

        @Bean
        WebhookAddresses webhookAddresses() {
            return new WebhookAddresses(true);
        }

        @Bean
        Relay relay() {
            return () -> {};
        }

        @Bean
        InstantSource clock() {
            return InstantSource.system();
        }
    }
}
