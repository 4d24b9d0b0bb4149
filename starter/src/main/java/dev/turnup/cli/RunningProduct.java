package dev.turnup.cli;

/** A Turnup that answers. */
public interface RunningProduct extends AutoCloseable {

    /** The port of its API, also where any was asked for. */
    int port();

    KeyDesk keys();

    /** Lets what runs come to an end, then stops. */
    @Override
    void close();
}
