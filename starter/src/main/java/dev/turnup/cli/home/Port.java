package dev.turnup.cli.home;

import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A free port of this machine, held until {@link #free()}, so that two starts at the same time don't choose the same. */
public final class Port {
    private final ServerSocket held;

    private Port(ServerSocket held) {
        this.held = held;
    }

    /**
     * The port that was asked for; the usual one otherwise; any free one where that is taken.
     *
     * @param asked 0 where none was
     * @param option which asks for it, for the error message
     */
    public static Port hold(int asked, int usual, String option) {
        if (asked != 0) {
            return asked(asked, option);
        }
        try {
            return new Port(bind(usual));
        } catch (IOException e) {
            return any();
        }
    }

    private static Port asked(int port, String option) {
        if (port < 0 || port > 65_535) {
            throw new PlainError("There is no port " + port + ".", "Give " + option + " a number from 1 to 65535.");
        }
        try {
            return new Port(bind(port));
        } catch (IOException e) {
            throw taken(port, option);
        }
    }

    public static PlainError taken(int port, String option) {
        return new PlainError(
                "Port " + port + " is taken, or not ours to take.",
                "End the program that has it, or leave out " + option + ": Turnup then takes a free one.");
    }

    private static Port any() {
        try {
            return new Port(bind(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
    }

    /** Lets it go for the program that is about to take it. */
    public int free() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return number();
    }

    public int number() {
        return held.getLocalPort();
    }
}
