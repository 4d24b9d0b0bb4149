package dev.turnup.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks for secrets in what was written, and in each place for something else that must be there: else nothing was looked at. */
final class SecretSearch {
    /** Where secrets may lie: what adapters and the sender of events resolve references in. */
    private static final String SECRET_TABLE = "turnup.secret.content";

    private final Secrets secrets;
    private final Deployment deployment;
    private final List<String> wrong = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    SecretSearch(Secrets secrets, Deployment deployment) {
        this.secrets = secrets;
        this.deployment = deployment;
        // what the command line told, and what told PostgreSQL its password
        Stream.of("keys.out", "pg/password").map(deployment.folder()::resolve).forEach(seen::add);
    }

    /** Where there is a secret, and where there is not what must be there. */
    List<String> wrong() {
        return wrong;
    }

    void look(String place, String known, Stream<Written> all) {
        look(place, known, all, secrets::in);
    }

    private void look(String place, String known, Stream<Written> all, Function<String, List<String>> search) {
        boolean[] isThere = new boolean[1];
        all.forEach(one -> {
            isThere[0] |= one.text().contains(known);
            search.apply(one.text()).forEach(secret -> wrong.add(secret + " is in " + place + ", " + one.where()));
        });
        if (!isThere[0]) {
            wrong.add("'" + known + "' is not in " + place);
        }
    }

    void lookAtHistories(String known) {
        try (Histories histories = new Histories(deployment.temporal())) {
            look("histories", known, histories.all().stream());
        }
    }

    void lookAtTables(String known) {
        Witness witness = deployment.witness();
        look(
                "tables",
                known,
                witness.columns().stream()
                        .filter(column -> !column.name().equals(SECRET_TABLE))
                        .map(column -> new Written(column.name(), witness.values(column))));
    }

    /** All that is in the table of secrets. */
    String kept() {
        Witness witness = deployment.witness();
        return witness.columns().stream()
                .filter(column -> column.name().equals(SECRET_TABLE))
                .map(witness::values)
                .findFirst()
                .orElseThrow();
    }

    /** In those files, of what the processes have written, whose paths begin so and which weren't looked at before. */
    void lookAtFiles(String beginning, String known) {
        look(beginning + "*", known, files(beginning));
    }

    /** In PostgreSQL's own files: the table of secrets is in these, too. */
    void lookAtDatabaseFiles(String known) {
        look("PostgreSQL's files", known, files("pg/data/"), secrets::notKeptIn);
    }

    private Stream<Written> files(String beginning) {
        Path folder = deployment.folder();
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> folder.relativize(file).toString().startsWith(beginning))
                    .filter(seen::add)
                    .toList()
                    .stream()
                    .map(file -> new Written(folder.relativize(file).toString(), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
