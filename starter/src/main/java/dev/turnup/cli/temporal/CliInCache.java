package dev.turnup.cli.temporal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One that we fetched before. */
record CliInCache() implements CliSource {
    @Override
    public Optional<Path> find(Machine machine) {
        return Optional.of(machine.cachedCli()).filter(Files::isExecutable).filter(CliVersion::fits);
    }
}
