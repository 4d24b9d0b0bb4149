package dev.turnup.cli;

import java.util.function.Function;

/** Turnup itself, as the command line starts it. */
public interface Product {

    /** Returns when it answers requests; throws PortTaken where its API's port is taken. */
    RunningProduct start(ProductSettings settings);

    /** Works on the API keys of a database on which no instance needs to run; {@code turnup.database.*} says on which. */
    <T> T withKeys(ProductSettings settings, Function<KeyDesk, T> work);

    /** Somebody else has the API's port. */
    final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        public PortTaken(int port, Throwable cause) {
            super("port " + port + " is taken", cause);
        }
    }
}
