package dev.turnup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.cli.temporal.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemathesis makes up requests from the served document, right and wrong ones: every answer is in the document, and no 5xx. */
@Tag("e2e")
class SchemathesisTest {
    private static final String VERSION = "4.32.5";
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Started STARTED = new Started();

    private static final Map<String, String> KEYS = new HashMap<>();

    private static Path folder = Path.of("");
    private static String api = "";

    @BeforeAll
    static void serve() throws IOException {
        folder = STARTED.add(Folder.make()).path();
        for (String role : List.of("customer", "operator")) {
            KEYS.put(role, key(role)); // the database belongs to one process at a time
        }
        int port = Program.freePort();
        api = "http://127.0.0.1:" + port;
        Program intake = STARTED.add(run(
                "intake",
                "serve",
                "--roles=intake",
                "--api-port=" + port,
                "-Dserver.address=127.0.0.1",
                "--temporal=127.0.0.1:1"));
        await().atMost(START).until(() -> intake.out().contains("\"port\"") || !intake.isAlive());
        assertThat(intake.isAlive()).as(intake.err()).isTrue();
    }

    private static Program run(String name, String... arguments) {
        List<String> command = Deployment.turnup(arguments);
        command.addAll(
                List.of("--json", "--database-url=jdbc:h2:file:" + folder.resolve("turnup"), "--database-user=sa"));
        return Program.start(folder, name, Map.of(), command);
    }

    @AfterAll
    static void end() {
        STARTED.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "operator"})
    void everyAnswerIsInTheDocument(String role) throws IOException {
        Program schemathesis = STARTED.add(Program.start(
                folder,
                "schemathesis-" + role,
                Map.of("PYTHONUTF8", "1"),
                List.of(
                        "env", // it keeps notes where it is started
                        "--chdir=" + folder,
                        installed().toString(),
                        "run",
                        api + "/v3/api-docs",
                        "--header=Authorization: Bearer " + KEYS.get(role),
                        "--checks=not_a_server_error,status_code_conformance,content_type_conformance,"
                                + "response_headers_conformance,response_schema_conformance",
                        "--phases=examples,coverage,fuzzing",
                        "--max-examples=20",
                        "--seed=2026",
                        "--generation-database=none",
                        "--continue-on-failure",
                        "--warnings=off",
                        "--no-color")));

        assertThat(schemathesis.await(LONGEST))
                .as(() -> schemathesis.out() + schemathesis.err())
                .isZero();
    }

    private static String key(String role) {
        Program keys = STARTED.add(run("keys-" + role, "keys", "create", "acme", "--role=" + role));
        assertThat(keys.await(START)).as(keys.err()).isZero();
        return Json.read(keys.out(), JsonNode.class).path("key").asText();
    }

    /** Kept beside the Temporal that Turnup gets for itself. */
    private static Path installed() throws IOException {
        Path home = Machine.of(System.getenv()).cache().resolve("schemathesis-" + VERSION);
        Path program = home.resolve("bin/schemathesis");
        if (!Files.isExecutable(program)) {
            Files.createDirectories(home.getParent());
            Stream.of(
                            List.of("python3", "-m", "venv", home.toString()),
                            List.of(
                                    home.resolve("bin/pip").toString(),
                                    "install",
                                    "--quiet",
                                    "--disable-pip-version-check",
                                    "schemathesis==" + VERSION))
                    .forEach(command -> {
                        Program step = STARTED.add(Program.start(folder, "install", Map.of(), command));
                        assertThat(step.await(LONGEST))
                                .as(() -> step.out() + step.err())
                                .isZero();
                    });
        }
        return program;
    }
}
