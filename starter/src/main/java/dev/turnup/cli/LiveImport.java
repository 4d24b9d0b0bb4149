package dev.turnup.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Instant;
import java.util.Objects;

/** An import by the process that is live on the home: here it is only asked for and watched. */
final class LiveImport {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

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
            progress = Json.read(next(api), ImportProgress.class);
        }
        if (progress.result() == null) {
            throw new PlainError(Objects.requireNonNull(progress.refused()), Objects.requireNonNull(progress.remedy()));
        }
        return progress.result();
    }

    /** An instance that is busy may leave some questions unanswered. */
    private static JsonNode next(Api api) throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST_SILENCE);
        while (true) {
            Thread.sleep(PAUSE);
            try {
                return api.get(LocationImports.PATH);
            } catch (PlainError e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new PlainError(
                            "Turnup has not said for a minute how far the import is: " + e.sentence(),
                            "While Turnup is up the import goes on in it; its turnup.log says how it ends.",
                            e);
                }
            }
        }
    }
}
