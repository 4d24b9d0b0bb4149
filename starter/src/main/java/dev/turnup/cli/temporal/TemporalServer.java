package dev.turnup.cli.temporal;

import java.util.Optional;

/** A Temporal that answers. */
public sealed interface TemporalServer extends AutoCloseable permits GivenTemporal, DevServer, InMemoryTemporal {

    /** Host and port of its gRPC frontend. */
    String address();

    /** The address of its UI, without a slash at the end. */
    Optional<String> ui();

    /** What this way lacks, as a sentence for the user. */
    Optional<String> notice();

    /** Stops what was started for us; never what somebody else started. */
    @Override
    void close();
}
