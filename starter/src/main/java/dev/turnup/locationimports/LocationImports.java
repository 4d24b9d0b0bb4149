package dev.turnup.locationimports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.database.Database;
import dev.turnup.intake.Caller;
import dev.turnup.location.load.ImportRefused;
import dev.turnup.location.load.LocationImport;
import dev.turnup.location.load.LocationImport.Request;
import dev.turnup.location.load.LocationImport.Result;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Imports here what the command line would import itself if this process, which has a home of its own, hadn't its database
 * file open. One at a time; what the file's name means, this machine decides. Not part of the API that others build on.
 */
@OnIntake
@ConditionalOnProperty("turnup.home")
@Hidden
@RestController
@RequestMapping(LocationImports.PATH)
public class LocationImports implements DisposableBean {
    public static final String PATH = "/api/v1/location-imports";

    private static final Logger LOG = LoggerFactory.getLogger(LocationImports.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LocationImport imports;
    private volatile ImportProgress progress = ImportProgress.ended("Nothing has been imported.", "Import a list.");
    private volatile boolean closing;
    private Thread worker = new Thread();

    LocationImports(Database database, InstantSource clock) {
        imports = new LocationImport(database, clock);
    }

    /** Begins it; {@link #read} tells the rest. */
    @PostMapping
    synchronized ResponseEntity<JsonNode> create(Caller caller, @RequestBody JsonNode body) {
        requireOperator(caller);
        if (!progress.hasEnded()) {
            throw Refusal.conflict("another import is running: wait for its end");
        }
        Request request = Json.read(body, Request.class);
        progress = ImportProgress.BEGUN;
        worker = Thread.ofPlatform().name("location-import").start(() -> load(request));
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(Json.tree(progress));
    }

    @GetMapping
    JsonNode read(Caller caller) {
        requireOperator(caller);
        return Json.tree(progress);
    }

    private static void requireOperator(Caller caller) {
        if (!caller.isOperator()) {
            throw Refusal.role("lists are imported with an operator's key");
        }
    }

    private void load(Request request) {
        LOG.info("The import of {} begins", request.file());
        try {
            Result result = imports.run(request, this::at);
            LOG.info(
                    "The import of {} has ended: list {} is live, {}, {} products at buildings that are no longer in it",
                    request.file(),
                    result.generation(),
                    result.counts(),
                    result.strandedCount());
            progress = ImportProgress.ended(result);
        } catch (ImportRefused e) {
            LOG.warn("The import of {} is refused: {} {}", request.file(), e.sentence(), e.remedy(), e.getCause());
            progress = ImportProgress.ended(e);
        } catch (CancellationException e) {
            LOG.info("The import of {} stops here; started again it goes on from here", request.file());
        } catch (RuntimeException | Error e) {
            LOG.error("The import of {} failed", request.file(), e);
            progress = ImportProgress.ended("The import failed: " + e + ".", "The log of Turnup says where.");
        }
    }

    private void at(String phase, long done, long total, long rows) {
        if (closing) {
            throw new CancellationException();
        }
        progress = ImportProgress.at(phase, done, total, rows);
    }

    /** The import stops at its next word of progress; where that takes too long it is broken off, as by a kill. */
    @Override
    public void destroy() throws InterruptedException {
        closing = true;
        worker.join(PATIENCE);
    }
}
