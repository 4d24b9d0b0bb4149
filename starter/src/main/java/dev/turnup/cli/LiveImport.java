package dev.turnup.cli;

import dev.turnup.Json;
import dev.turnup.cli.demo.Api;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.terminal.PlainError;
import dev.turnup.cli.terminal.ProgressLine;
import dev.turnup.location.load.LocationImport.Request;
import dev.turnup.location.load.LocationImport.Result;
import dev.turnup.locationimports.ImportProgress;
import dev.turnup.locationimports.LocationImports;
import java.time.Duration;
import java.util.Objects;

/** An import by the process that is live on the home: here it is only asked for and watched. */
final class LiveImport {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private LiveImport() {}

    /** Throws PlainError where it can't be. Killed, this leaves the import going on. */
    static Result run(Endpoints live, Request request, ProgressLine line) throws InterruptedException {
        Api api = new Api(live.apiUrl(), live.operatorKey());
        Request here = new Request(
                request.file().toAbsolutePath(),
                request.names(),
                request.rejects().toAbsolutePath(),
                request.anyway());
        ImportProgress progress = Json.read(api.post(LocationImports.PATH, here), ImportProgress.class);
        while (!progress.hasEnded()) {
            if (!progress.phase().isEmpty()) {
                line.at(progress.phase(), progress.done(), progress.total(), progress.rows());
            }
            Thread.sleep(PAUSE);
            progress = Json.read(api.get(LocationImports.PATH), ImportProgress.class);
        }
        if (progress.result() == null) {
            throw new PlainError(Objects.requireNonNull(progress.refused()), Objects.requireNonNull(progress.remedy()));
        }
        return progress.result();
    }
}
