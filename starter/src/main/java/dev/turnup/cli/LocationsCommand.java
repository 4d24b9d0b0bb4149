package dev.turnup.cli;

import dev.turnup.api.TmfPaths;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.terminal.PlainError;
import dev.turnup.cli.terminal.ProgressLine;
import dev.turnup.cli.terminal.Terminal;
import dev.turnup.database.Database;
import dev.turnup.location.generate.GeneratedFile;
import dev.turnup.location.generate.LocationGenerator;
import dev.turnup.location.load.ImportRefused;
import dev.turnup.location.load.LocationImport;
import dev.turnup.location.load.LocationImport.Counts;
import dev.turnup.location.load.LocationImport.Request;
import dev.turnup.location.load.LocationImport.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The list of buildings. */
@Command(
        name = "locations",
        description = "Load the list of buildings, or make one to try.",
        synopsisSubcommandLabel = "COMMAND")
final class LocationsCommand {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RootCommand root;

    @Command(
            name = "import",
            description = {
                "Make a CSV file (UTF-8, also gzipped) the list of buildings.",
                "Orders see the old list until the new one is whole. Killed, it goes on where it was when it is started again."
            })
    int load(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--column",
                            paramLabel = "OURS=THEIRS",
                            description =
                                    "What the file calls a column, for instance postal_code=ZIP5; may be repeated.")
                    @Nullable
                    Map<String, String> columns,
            @Option(
                            names = "--rejects",
                            paramLabel = "FILE",
                            description = "Where lines that can't be used are listed (usually FILE.rejects.csv).")
                    @Nullable
                    Path rejects,
            @Option(names = "--yes", description = "Also where more than a tenth of the list would go.") boolean anyway,
            @Mixin DatabaseOptions options)
            throws InterruptedException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new PlainError("There is no file " + file + " that can be read.", "Name the provider's CSV file.");
        }
        Path listed = rejects == null ? Path.of(file + ".rejects.csv") : rejects;
        if (listed.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw new PlainError("--rejects names the list itself.", "Name another file: it is written anew.");
        }
        Request request = new Request(file, columns == null ? Map.of() : columns, listed, anyway);
        tell(request, result(request, options));
        return 0;
    }

    /** Through the database that is given; else through the instance that is live on the home; else in the home's database. */
    private Result result(Request request, DatabaseOptions options) throws InterruptedException {
        if (options.isGiven()) {
            return load(request, options.settings());
        }
        Home home = root.home();
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            try (ProgressLine progress = new ProgressLine(root.terminal())) {
                return LiveImport.run(Endpoints.await(home, UpCommand.PATIENCE), request, progress);
            }
        }
        try (HomeLock held = lock.get()) {
            Endpoints.remove(home); // of an instance that was killed
            return load(request, Embedded.settings(home));
        }
    }

    private Result load(Request request, ProductSettings settings) {
        Map<String, String> properties = settings.properties();
        try (ProgressLine progress = new ProgressLine(root.terminal());
                Database database = Database.open(
                        properties.getOrDefault("turnup.database.url", ""),
                        properties.getOrDefault("turnup.database.user", ""),
                        properties.getOrDefault("turnup.database.password", ""),
                        "turnup",
                        1)) {
            return new LocationImport(database, InstantSource.system()).run(request, progress::at);
        } catch (ImportRefused e) {
            throw new PlainError(e.sentence(), e.remedy(), e);
        }
    }

    private void tell(Request request, Result result) {
        Terminal terminal = root.terminal();
        Counts counts = result.counts();
        if (!result.news()) {
            terminal.forPeople("This file is the list already: %,d buildings.".formatted(counts.rows()));
        } else {
            terminal.forPeople("The list has %,d buildings: %,d added, %,d changed, %,d gone."
                    .formatted(counts.rows(), counts.added(), counts.changed(), counts.gone()));
        }
        if (counts.rejected() > 0) {
            terminal.forPeople("%,d lines can't be used: see %s.".formatted(counts.rejected(), request.rejects()));
        }
        if (result.strandedCount() > 0) {
            terminal.forPeople("%,d products go on at buildings that are no longer in the list:"
                    .formatted(result.strandedCount()));
            result.stranded()
                    .forEach(one ->
                            terminal.forPeople("  " + one.product() + " of " + one.tenant() + " at " + one.place()));
            terminal.forPeople("An operator's key lists them all: GET " + TmfPaths.PRODUCTS + "?placeWithdrawn=true");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("generation", result.generation());
        answer.put("news", result.news());
        answer.put("counts", counts);
        answer.put("strandedCount", result.strandedCount());
        answer.put("stranded", result.stranded());
        terminal.result(answer);
    }

    @Command(
            name = "generate",
            description = "Make a list of buildings that aren't real, at real places. The same seed, the same list.")
    int generate(
            @Option(names = "--count", required = true, description = "How many buildings.") long count,
            @Option(names = "--seed", defaultValue = "1", description = "Usually ${DEFAULT-VALUE}.") long seed,
            @Option(
                            names = "--revision",
                            defaultValue = "0",
                            description = "A later state of the same list: about two buildings in a hundred differ.")
                    int revision,
            @Option(names = "--out", required = true, description = "Gzipped where it ends in .gz.") Path out)
            throws IOException {
        if (count < 1 || count > 100_000_000) {
            throw new PlainError("--count is " + count + ".", "Give a number from 1 to 100,000,000.");
        }
        try (ProgressLine progress = new ProgressLine(root.terminal())) {
            long rows = new GeneratedFile(new LocationGenerator(count, seed, revision))
                    .write(out, done -> progress.at("generating", done, count, done));
            root.terminal().result(Map.of("file", out.toString(), "rows", rows));
        }
        return 0;
    }
}
