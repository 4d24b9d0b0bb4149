package dev.turnup.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.SpringProduct;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.Terminal;
import dev.turnup.database.Database;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Page;
import dev.turnup.intake.Right;
import dev.turnup.intake.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void anAskedPortThatIsTakenEndsItWithOneSentence() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = String.valueOf(other.getLocalPort());
            assertThat(run("up", "--api-port", port)).isEqualTo(1);
            assertThat(out.toString(UTF_8))
                    .startsWith("Port " + port + " is taken")
                    .hasLineCount(2);
        }
    }

    @Test
    void aHomeThatCannotBeUsedEndsItWithOneSentence() throws IOException {
        home = Files.createFile(home.resolve("file"));
        assertThat(run("demo", "--exit")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("can't write to its home").hasLineCount(2);
    }

    @Test
    void withJsonAnErrorIsOneObject() {
        assertThat(run("up", "--temporal", "no address", "--json")).isEqualTo(1);
        JsonNode answer = Json.read(out.toString(UTF_8), JsonNode.class);
        assertThat(answer.path("error").asText()).contains("is no address of a Temporal server");
        assertThat(answer.path("remedy").asText()).contains("host:port");
        assertThat(out.toString(UTF_8)).hasLineCount(1);
    }

    @Test
    void aFailedStartLeavesTheHomeFree() {
        assertThat(run("up", "--temporal", "no address")).isEqualTo(1);
        assertThat(HomeLock.take(Home.open(home)).orElseThrow()).satisfies(HomeLock::close);
    }

    @Test
    void anOrderThatIsNoJsonIsAPlainError() throws IOException {
        Path order = Files.writeString(home.resolve("order.json"), "{");
        assertThat(run("demo", "--order", order.toString())).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("is no JSON");
    }

    @Test
    void whatItDoesNotKnowIsWrongUse() {
        assertThat(run("up", "--nonsense", "--json")).isEqualTo(2);
        assertThat(Json.read(out.toString(UTF_8), JsonNode.class).path("error").asText())
                .contains("--nonsense");
    }

    @Test
    void aSecondUpAnswersWhereTheFirstOneIs() {
        Home folder = Home.open(home);
        Endpoints live = new Endpoints("http://127.0.0.1:1", "127.0.0.1:2", null, "customer", "operator");
        try (HomeLock first = HomeLock.take(folder).orElseThrow()) {
            live.write(folder);
            assertThat(run("up", "--json")).isZero();
        }
        assertThat(Json.read(out.toString(UTF_8), Endpoints.class)).isEqualTo(live);
        assertThat(err.toString(UTF_8)).contains("is up already");
    }

    @Test
    void theExampleOrderIsPackedIntoTheProgram() {
        assertThat(ExampleOrder.read(null).path("productOrderItem")).hasSize(4);
    }

    @Test
    void theExampleOrderHasANewKeyEachTime() {
        assertThat(ExampleOrder.read(null)).isNotEqualTo(ExampleOrder.read(null));
    }

    @Test
    void aKeyIsMadeWithScopesAndAnEnd() {
        assertThat(run("keys", "create", "acme", "--scope", "read,admin", "--expires", "90d", "--json"))
                .isZero();

        String key = Json.read(out.toString(UTF_8), JsonNode.class).path("key").asText();
        try (Database database = Database.open(Database.embedded(home), "turnup", "", "turnup", 1)) {
            ApiKeys keys = new ApiKeys(database.jdbi(), InstantSource.system());
            assertThat(keys.find(key).orElseThrow().rights()).containsExactlyInAnyOrder(Right.read, Right.admin);
            assertThat(keys.list(new Scope("acme", false), null, null, new Page(0, 10)))
                    .singleElement()
                    .satisfies(row -> assertThat(row.expiresAt())
                            .isBetween(
                                    Instant.now().plus(Duration.ofDays(89)),
                                    Instant.now().plus(Duration.ofDays(91))));
        }
    }

    @Test
    void aKeyThatIsToExpireAtNoTimeIsAPlainError() {
        assertThat(run("keys", "create", "acme", "--expires", "soon")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("'soon' is no time").contains("90d");
    }

    @Test
    void keysAreListedRotatedAndRevoked() {
        JsonNode made = json("keys", "create", "acme", "--name", "portal");
        json("keys", "create", "other");
        JsonNode listed = json("keys", "list", "acme").path("keys");
        assertThat(listed).hasSize(1);
        assertThat(listed.toString()).doesNotContain(made.path("key").asText());
        String id = listed.path(0).path("id").asText();

        JsonNode rotated = json("keys", "rotate", id, "--overlap-seconds", "0");

        assertThat(rotated.path("key").asText())
                .startsWith("tk_")
                .isNotEqualTo(made.path("key").asText());
        assertThat(states()).containsExactlyInAnyOrder("portal active", "portal expired");
        assertThat(json("keys", "list").path("keys")).hasSize(3);
        String fresh =
                json("keys", "list", "acme").path("keys").path(0).path("id").asText();
        json("keys", "revoke", fresh);
        assertThat(states()).contains("portal revoked");
        try (Database database = Database.open(Database.embedded(home), "turnup", "", "turnup", 1)) {
            ApiKeys keys = new ApiKeys(database.jdbi(), InstantSource.system());
            assertThat(keys.find(made.path("key").asText())).isEmpty();
            assertThat(keys.find(rotated.path("key").asText())).isEmpty();
        }
    }

    private List<String> states() {
        return json("keys", "list", "acme")
                .path("keys")
                .valueStream()
                .map(key -> key.path("name").asText() + " " + key.path("state").asText())
                .toList();
    }

    @Test
    void peopleReadALineForEachKeyAndNoKey() {
        run("keys", "create", "acme", "--name", "portal");
        String key = out.toString(UTF_8).strip();
        out.reset();
        assertThat(run("keys", "list")).isZero();
        assertThat(out.toString(UTF_8))
                .contains("active", "acme (customer)", "read,write", "expires never", "portal")
                .doesNotContain(key)
                .hasLineCount(1);
    }

    @Test
    void aKeyThatIsNotThereOrNotGoodOrTooLongGoodIsAPlainError() {
        assertThat(run("keys", "revoke", "key-0")).isEqualTo(1);
        assertThat(run("keys", "rotate", "key-0")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("There is no key 'key-0'").contains("keys list");
        out.reset();
        json("keys", "create", "acme");
        String id = json("keys", "list").path("keys").path(0).path("id").asText();
        json("keys", "revoke", id);
        assertThat(run("keys", "rotate", id)).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("is revoked or has expired");
        assertThat(run("keys", "rotate", id, "--overlap-seconds", "2592001")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("from 0 to 2592000");
    }

    /** What scripts get; what came before is forgotten. */
    private JsonNode json(String... arguments) {
        out.reset();
        assertThat(run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new)))
                .as(err.toString(UTF_8))
                .isZero();
        JsonNode answer = Json.read(out.toString(UTF_8), JsonNode.class);
        out.reset();
        return answer;
    }

    private int run(String... arguments) {
        return RootCommand.of(
                        new SpringProduct(),
                        Map.of("TURNUP_HOME", home.toString(), "PATH", ""),
                        json -> new Terminal(
                                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), json, false))
                .execute(arguments);
    }
}
