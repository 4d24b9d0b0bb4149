package dev.turnup.locationimports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import dev.turnup.Json;
import dev.turnup.SpringProduct;
import dev.turnup.api.IntakeServer;
import dev.turnup.cli.RootCommand;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.Terminal;
import dev.turnup.location.load.LocationImport.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.TestPropertySource;

/** The command line on a home where an instance is live. */
@TestPropertySource(properties = {"turnup.home=live", "test.database=live"})
class LocationImportsTest extends IntakeServer {
    private static final String HEADER =
            "id,street,city,region,postal_code,country,latitude,longitude,technology,max_speed_mbps,lead_time_days\n";
    private static final String LINE = "B-1,1 Oak St,Springfield,IL,62701,US,39.78,-89.65,fiber,100,0\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void theLiveInstanceImports() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), HEADER + LINE + "B-2,nowhere\n");

        assertThat(imported(list)).as(out.toString(UTF_8)).isZero();

        assertThat(out.toString(UTF_8))
                .contains("The list has 1 buildings", "1 lines can't be used: see " + list + ".rejects.csv");
        assertThat(Files.readString(Path.of(list + ".rejects.csv"))).contains("3,");
        assertThat(get(acme, "/api/v1/locations/B-1").status()).isEqualTo(200);
    }

    @Test
    void whatItRefusesIsToldAsIfItWereImportedHere() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), "id,street\nB-1,1 Oak St\n");

        assertThat(imported(list)).isEqualTo(1);

        assertThat(out.toString(UTF_8))
                .contains(list + " can't be imported: the header has no column", "Nothing has changed.");
    }

    @Test
    void oneAtATime() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        String request = Json.write(new Request(pipe, Map.of(), folder.resolve("rejects"), false));
        assertThat(post(operator, LocationImports.PATH, request).status()).isEqualTo(202);

        Reply second = post(operator, LocationImports.PATH, request);

        assertThat(second.status()).isEqualTo(409);
        assertThat(imported(Files.writeString(folder.resolve("list.csv"), HEADER + LINE)))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8))
                .contains("another import is running", "Wait until")
                .doesNotContain("Correct the request");
        try (OutputStream writer = Files.newOutputStream(pipe)) { // the first import goes on
            Files.delete(pipe);
            Files.createFile(pipe);
        }
        await().untilAsserted(() -> assertThat(get(operator, LocationImports.PATH)
                        .json()
                        .path("refused")
                        .asText())
                .contains("the file is empty"));
    }

    @Test
    void operatorsAlone() {
        assertThat(post(acme, LocationImports.PATH, "{}").status()).isEqualTo(403);
        assertThat(get(acme, LocationImports.PATH).status()).isEqualTo(403);
        assertThat(get("", LocationImports.PATH).status()).isEqualTo(401);
    }

    @Test
    void anAnswerThatFailsDoesNotEndTheCommand() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), HEADER + LINE);
        AtomicInteger asked = new AtomicInteger();
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean begins = exchange.getRequestMethod().equals("POST");
            if (!begins && asked.incrementAndGet() < 3) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                Reply reply = begins ? post(operator, LocationImports.PATH, body) : get(operator, LocationImports.PATH);
                exchange.sendResponseHeaders(reply.status(), 0);
                exchange.getResponseBody().write(reply.text().getBytes(UTF_8));
            }
            exchange.close();
        });
        busy.start();
        try {
            assertThat(imported(list, "http://127.0.0.1:" + busy.getAddress().getPort()))
                    .as(out.toString(UTF_8))
                    .isZero();
        } finally {
            busy.stop(0);
        }
        assertThat(asked.get()).isGreaterThanOrEqualTo(3);
        assertThat(out.toString(UTF_8)).contains("1 buildings");
    }

    @Test
    void theLogSaysWhatWasImportedAndWhatWasRefused() throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger ours = (Logger) LoggerFactory.getLogger(LocationImports.class);
        log.start();
        ours.addAppender(log);
        Path list = Files.writeString(folder.resolve("list.csv"), HEADER + LINE.replace("100", "200"));
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "id,street\n");

        imported(list);
        imported(wrong);

        ours.detachAppender(log);
        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .satisfiesExactly(
                        begin -> assertThat(begin).isEqualTo("INFO The import of " + list + " begins"),
                        end -> assertThat(end)
                                .startsWith("INFO The import of " + list)
                                .contains("rows=1, rejected=0"),
                        begin -> assertThat(begin).startsWith("INFO"),
                        refused -> assertThat(refused).startsWith("WARN").contains("the header has no column"));
        assertThat(log.list.getLast().getThrowableProxy()).isNotNull();
    }

    @Test
    void anImportWithoutALiveInstanceRemovesWhatAKilledOneLeft() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), HEADER + LINE);
        Home home = Home.open(folder);
        new Endpoints(url(), "127.0.0.1:2", null, acme, operator).write(home);

        assertThat(command(list)).as(out.toString(UTF_8)).isZero();

        assertThat(Endpoints.read(home)).isEmpty();
    }

    private int imported(Path list) {
        return imported(list, url());
    }

    private int imported(Path list, String url) {
        Home home = Home.open(folder);
        try (HomeLock live = HomeLock.take(home).orElseThrow()) {
            new Endpoints(url, "127.0.0.1:2", null, acme, operator).write(home);
            return command(list);
        }
    }

    private int command(Path list) {
        return RootCommand.of(
                        new SpringProduct(),
                        Map.of("TURNUP_HOME", folder.toString(), "PATH", ""),
                        json -> new Terminal(
                                new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8), json, false))
                .execute("locations", "import", list.toString());
    }
}
