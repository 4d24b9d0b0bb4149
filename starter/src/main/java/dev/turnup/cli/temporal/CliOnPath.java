package dev.turnup.cli.temporal;

import java.nio.file.Path;
import java.util.Optional;

/** The user's own. */
record CliOnPath() implements CliSource {
    @Override
    public Optional<Path> find(Machine machine) {
        return machine.program("temporal").filter(CliVersion::fits);
    }
}
