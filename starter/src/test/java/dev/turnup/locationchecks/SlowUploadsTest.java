package dev.turnup.locationchecks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

/** Files that don't come, or come a byte at a time, keep nobody's way shut. */
@TestPropertySource(properties = {"turnup.longest-upload=1s", "server.tomcat.connection-timeout=2s"})
class SlowUploadsTest extends ChecksServer {
    @Value("${local.server.port}")
    private int port;

    private Socket begun(String key) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream()
                .write(("POST " + CHECKS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\naddress\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @Test
    @Timeout(30)
    void aFileThatComesByteByByteIsCutOff() throws IOException, InterruptedException {
        try (Socket socket = begun(acme)) {
            OutputStream out = socket.getOutputStream();
            Instant end = Instant.now().plus(Duration.ofMillis(1_500));
            while (Instant.now().isBefore(end)) {
                out.write('a');
                out.flush();
                Thread.sleep(100);
            }

            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("tooSlow", "within 1 seconds");
        }
        assertThat(send("address\n" + LISTED.replace(",", "") + "\n").status()).isEqualTo(201);
    }

    @Test
    @Timeout(30)
    void aFileThatStopsIsCutOffAndMeanwhileOtherTenantsFilesAreTaken() throws IOException {
        try (Socket socket = begun(acme);
                Socket second = begun(acme)) {
            Reply reply = send(
                    other,
                    request(CHECKS)
                            .header("Content-Type", "text/csv")
                            .POST(BodyPublishers.ofString("address\n1 Main St\n")));
            assertThat(reply.status()).as(reply.text()).isEqualTo(201);

            assertThat(answer(socket)).startsWith("HTTP/1.1 408");
            assertThat(answer(second)).startsWith("HTTP/1.1 408");
        }
    }
}
