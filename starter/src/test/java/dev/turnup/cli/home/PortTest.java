package dev.turnup.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortTest {
    @Test
    void theUsualPortIsTakenWhereItIsFree() throws IOException {
        int usual = freeOne();
        assertThat(Port.hold(0, usual, "--api-port").free()).isEqualTo(usual);
    }

    @Test
    void anotherPortIsTakenWhereTheUsualOneIsNotFree() throws IOException {
        try (ServerSocket other = listening()) {
            int port = Port.hold(0, other.getLocalPort(), "--api-port").free();
            assertThat(port).isPositive().isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void twoThatStartTogetherGetDifferentPorts() throws IOException {
        int usual = freeOne();
        Port first = Port.hold(0, usual, "--api-port");
        Port second = Port.hold(0, usual, "--api-port");
        assertThat(second.free()).isNotEqualTo(first.free());
    }

    @Test
    void anAskedPortThatIsTakenIsAPlainError() throws IOException {
        try (ServerSocket other = listening()) {
            int taken = other.getLocalPort();
            assertThatThrownBy(() -> Port.hold(taken, 8080, "--api-port"))
                    .isInstanceOfSatisfying(PlainError.class, error -> {
                        assertThat(error.sentence()).contains("Port " + taken + " is taken");
                        assertThat(error.remedy()).contains("--api-port");
                    });
        }
    }

    @Test
    void anAskedPortThatCannotBeIsAPlainError() {
        assertThatThrownBy(() -> Port.hold(70_000, 8080, "--api-port"))
                .isInstanceOf(PlainError.class)
                .hasMessage("There is no port 70000.");
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static int freeOne() throws IOException {
        try (ServerSocket socket = listening()) {
            return socket.getLocalPort();
        }
    }
}
