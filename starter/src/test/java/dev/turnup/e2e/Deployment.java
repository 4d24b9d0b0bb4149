package dev.turnup.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turnup as it runs in production: PostgreSQL with the documented rights, Temporal, and two processes, one for intake and one for
 * everything else.
 */
final class Deployment implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    /** Everything but intake. The third parties take their time, so that many things are going on at once. */
    private static final List<String> WORK = List.of(
            "--roles=orchestration,hub,access.simulated,circuit.simulated,gateway.simulated,bgp.simulated,route.simulated-aws,"
                    + "route.simulated-azure,route.simulated-google,route.simulated-oracle",
            "-Dturnup.simulated.latency=500ms",
            "-Dturnup.simulated.customer-accepts-after=6s");

    private final Started started = new Started();
    private final List<String> settings;
    private final Folder folder;
    private final Postgres postgres;
    private final Temporal temporal;
    private final int intakePort = Program.freePort();
    private final Witness witness;
    private final Map<String, Client> clients = new HashMap<>();
    private @Nullable Program intake;
    private @Nullable Program worker;

    private Deployment(List<String> settings) throws IOException {
        this.settings = settings;
        folder = started.add(Folder.make());
        postgres = started.add(Postgres.start(folder.child("pg")));
        temporal = started.add(new Temporal(folder.path()));
        makeTables();
        witness = new Witness(postgres);
        started.add(() -> {
            stop(worker);
            stop(intake);
        });
    }

    private void makeTables() throws IOException {
        try (Program owner = serve("owner", Postgres.OWNER, List.of("--roles=intake", "--api-port=0"))) {
            awaitReady(owner);
        }
        postgres.grant();
    }

    static Deployment make() throws IOException {
        return make(List.of());
    }

    /** @param settings of both processes, as {@code -Dname=value} */
    static Deployment make(List<String> settings) throws IOException {
        return new Deployment(settings);
    }

    /** Starts what is not there. */
    void bringUp() {
        if (!temporal.isUp()) {
            temporal.start();
        }
        if (intake == null || !intake.isAlive()) {
            startIntake();
        }
        if (worker == null || !worker.isAlive()) {
            startWorker();
        }
        awaitReady(intake);
        awaitReady(worker);
    }

    void startIntake() {
        intake = serve("intake", List.of("--roles=intake", "--api-port=" + intakePort));
    }

    void awaitIntake() {
        awaitReady(intake);
    }

    void killIntake() {
        Optional.ofNullable(intake).ifPresent(Program::kill);
    }

    void startWorker() {
        List<String> options = new ArrayList<>(WORK);
        options.add("--api-port=0");
        worker = serve("worker", options);
    }

    void killWorker() {
        Optional.ofNullable(worker).ifPresent(Program::kill);
    }

    /** Where intake answers, and the worker its health and metrics. */
    List<String> urls() {
        return Stream.of(intake, worker).map(Deployment::url).toList();
    }

    private static String url(@Nullable Program program) {
        String ready = Optional.ofNullable(program).orElseThrow().out();
        return "http://127.0.0.1:"
                + Json.read(ready, JsonNode.class).path("port").asInt();
    }

    /** All that the processes write outside of PostgreSQL and Temporal lies here, and the files of these, too. */
    Path folder() {
        return folder.path();
    }

    Temporal temporal() {
        return temporal;
    }

    Witness witness() {
        return witness;
    }

    Client customer(String tenant) {
        return clients.computeIfAbsent(tenant, name -> newClient(name, "customer"));
    }

    Client operator() {
        return clients.computeIfAbsent("the provider", name -> newClient("provider", "operator"));
    }

    private Client newClient(String tenant, String role) {
        List<String> command = turnup("keys", "create", tenant, "--role=" + role, "--json");
        command.addAll(database(Postgres.APPLICATION));
        Program keys = started.add(Program.start(folder.path(), "keys", secrets(), command));
        keys.await(START);
        JsonNode answer = Json.read(keys.out(), JsonNode.class);
        return new Client("http://127.0.0.1:" + intakePort, answer.path("key").asText());
    }

    private Program serve(String name, List<String> options) {
        return serve(name, Postgres.APPLICATION, options);
    }

    private Program serve(String name, String user, List<String> options) {
        List<String> command =
                turnup("serve", "--json", "--temporal=" + temporal.address(), "-Dserver.address=127.0.0.1");
        command.addAll(database(user));
        command.addAll(settings);
        command.addAll(options);
        return Program.start(folder.path(), name, secrets(), command);
    }

    private List<String> database(String user) {
        return List.of("--database-url=" + postgres.url(), "--database-user=" + user);
    }

    private static Map<String, String> secrets() {
        return Map.of("TURNUP_DATABASE_PASSWORD", Postgres.PASSWORD);
    }

    static List<String> turnup(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // tests are over before the better compiler pays
                "-Xmx256m",
                "-jar",
                Path.of("target", "turnup.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void awaitReady(@Nullable Program program) {
        await().atMost(START).until(() -> program != null && (program.out().contains("\"port\"") || died(program)));
    }

    private static boolean died(Program program) {
        if (!program.isAlive()) {
            throw new AssertionError("it ended: " + program.out() + program.err());
        }
        return false;
    }

    private static void stop(@Nullable Program program) {
        Optional.ofNullable(program).ifPresent(Program::close);
    }

    @Override
    public void close() {
        started.close();
    }
}
