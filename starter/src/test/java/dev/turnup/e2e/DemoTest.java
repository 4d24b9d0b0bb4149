package dev.turnup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a newcomer does first, on a machine that knows nothing of Turnup yet. */
@Tag("e2e")
class DemoTest {
    private static final Duration LONGEST = Duration.ofSeconds(120);

    private final Started started = new Started();
    private Path folder;
    private Path home;

    @BeforeEach
    void makeAFreshHome() throws IOException {
        folder = started.add(Folder.make()).path();
        home = folder.resolve("home");
    }

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void theDemoTurnsAnOrderUpAndLeavesNothingRunning() {
        Program demo = turnup("demo", "demo", "--exit", "--json");

        assertThat(demo.await(LONGEST)).as(demo.err()).isZero();
        JsonNode result = Json.read(demo.out(), JsonNode.class);
        assertThat(result.path("state").asText()).isEqualTo("completed");
        assertThat(result.path("orderId").asText()).isNotEmpty();
        assertThat(result.path("seconds").asDouble()).isBetween(0.1, 60.0);
        assertThat(result.path("products")).hasSize(4);
        assertThat(result.path("hourlyPrice").decimalValue()).isPositive();
        assertThat(result.path("temporalUi").asText())
                .matches("http://127\\.0\\.0\\.1:\\d+/.*/order-"
                        + result.path("orderId").asText());
        assertThat(home.resolve("endpoints.json")).doesNotExist();
        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("keys.json"))).isEqualTo("rw-------");
        assertThat(running()).isEmpty();
    }

    @Test
    void oneTurnupIsUpOnAHomeUntilItIsToldToEnd() {
        Program first = turnup("first", "up", "--json");
        await().atMost(LONGEST).until(() -> isReady(first));
        JsonNode endpoints = Json.read(first.out(), JsonNode.class);
        assertThat(permissions(home.resolve("endpoints.json"))).isEqualTo("rw-------");

        Program second = turnup("second", "up", "--json");
        assertThat(second.await(LONGEST)).as(second.err()).isZero();
        assertThat(Json.read(second.out(), JsonNode.class)).isEqualTo(endpoints);

        Client customer = new Client(
                endpoints.path("apiUrl").asText(), endpoints.path("customerKey").asText());
        String order = customer.place(example("order"));
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(customer.state(order)).isEqualTo("completed"));

        assertKeysAreReplacedAndRevoked(endpoints.path("apiUrl").asText());
        assertThat(running()).hasSize(2);
        assertThat(first.end()).isEqualTo(143);
        assertThat(home.resolve("endpoints.json")).doesNotExist();
        assertThat(running()).isEmpty();
    }

    @Test
    void everyKindOfChangeSurvivesTheKillOfTheWholeProcess() {
        Program first = turnup("first", "up", "--json");
        await().atMost(LONGEST).until(() -> isReady(first));
        Client customer = customer(first);
        List<String> made = Stream.of(1, 2, 3, 4, 5)
                .map(n -> customer.place(Orders.of(Orders.internet("1"))))
                .toList();
        awaitCompleted(customer, made);
        Client operator = operator(first);
        String ending = customer.book(Orders.window(made.get(3) + "-1", 5_000));
        awaitWindow(customer, ending, "raised");
        String beginning = customer.book(Orders.window(made.get(4) + "-1", 5_000));
        customer.cancelWindow(ending, "rained off");
        List<String> changes = List.of(
                customer.place(Orders.modify(made.get(0) + "-1", Map.of("speedMbps", 2_000))),
                customer.place(Orders.delete(made.get(1) + "-1")),
                operator.post("/api/v1/products/" + made.get(2) + "-1/suspend", Map.of("reason", "not paid"))
                        .expect(201)
                        .path("id")
                        .asText());
        first.kill();

        Program second = turnup("second", "up", "--json");
        await().atMost(LONGEST).until(() -> isReady(second));
        Client again = customer(second);
        awaitCompleted(again, changes);
        awaitWindow(again, ending, "cancelled");
        awaitWindow(again, beginning, "raised");
        List<JsonNode> products = products(again, made);
        assertThat(products)
                .extracting(product -> product.path("status").asText())
                .containsExactly("active", "terminated", "suspended", "active", "active");
        assertThat(products.get(0).toString()).contains("2000");
        assertThat(products.get(3).toString()).contains("1000");
        assertThat(products.get(4).toString()).contains("5000");
    }

    private void assertKeysAreReplacedAndRevoked(String api) {
        String old = keys("create", "globex").path("key").asText();
        String id = keys("list", "globex").at("/keys/0/id").asText();
        assertThat(mayAsk(api, old)).isTrue();

        JsonNode rotated = keys("rotate", id, "--overlap-seconds=0");

        String next = rotated.path("key").asText();
        assertThat(mayAsk(api, old)).isFalse();
        assertThat(mayAsk(api, next)).isTrue();
        keys("revoke", keys("list", "globex").at("/keys/0/id").asText());
        assertThat(mayAsk(api, next)).isFalse();
    }

    private static boolean mayAsk(String api, String key) {
        return new Client(api, key)
                        .get("/tmf-api/productInventoryManagement/v5/product")
                        .status()
                == 200;
    }

    private JsonNode keys(String... arguments) {
        List<String> command = new ArrayList<>(List.of("keys"));
        command.addAll(List.of(arguments));
        command.add("--json");
        Program keys = turnup(String.join("-", command), command.toArray(String[]::new));
        assertThat(keys.await(LONGEST)).as(keys.err()).isZero();
        return Json.read(keys.out(), JsonNode.class);
    }

    private static void awaitWindow(Client client, String window, String state) {
        await().atMost(LONGEST)
                .untilAsserted(() ->
                        assertThat(client.window(window).path("state").asText()).isEqualTo(state));
    }

    private static List<JsonNode> products(Client client, List<String> orders) {
        return orders.stream()
                .map(order -> client.get("/tmf-api/productInventoryManagement/v5/product/" + order + "-1")
                        .expect(200))
                .toList();
    }

    private static void awaitCompleted(Client client, List<String> orders) {
        await().atMost(LONGEST)
                .untilAsserted(() ->
                        assertThat(orders).allMatch(order -> client.state(order).equals("completed")));
    }

    private static Client customer(Program up) {
        JsonNode endpoints = Json.read(up.out(), JsonNode.class);
        return new Client(
                endpoints.path("apiUrl").asText(), endpoints.path("customerKey").asText());
    }

    private static Client operator(Program up) {
        JsonNode endpoints = Json.read(up.out(), JsonNode.class);
        return new Client(
                endpoints.path("apiUrl").asText(), endpoints.path("operatorKey").asText());
    }

    private Program turnup(String name, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of("..", "turnup").toAbsolutePath().normalize().toString()));
        command.addAll(List.of(arguments));
        return started.add(Program.start(folder, name, Map.of("TURNUP_HOME", home.toString()), command));
    }

    private static boolean isReady(Program program) {
        assertThat(program.isAlive()).as(program.err()).isTrue();
        return program.out().contains("}");
    }

    /** The Temporal server of this home, and Turnup itself, by the files that they have open. */
    private List<String> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> filesOf(process).stream().anyMatch(file -> file.startsWith(home)))
                .map(process -> process.info().commandLine().orElse("?"))
                .toList();
    }

    private static List<Path> filesOf(ProcessHandle process) {
        List<Path> files = new ArrayList<>();
        try (var open = Files.newDirectoryStream(Path.of("/proc", "" + process.pid(), "fd"))) {
            for (Path file : open) {
                files.add(Files.readSymbolicLink(file));
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return files; // it has just ended, or is somebody else's
        }
        return files;
    }

    private static JsonNode example(String name) {
        try {
            return Json.read(Files.readString(Path.of("..", "examples", name + ".json")), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
