package dev.turnup.locationchecks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.intake.Sha256;
import dev.turnup.locationcheck.CheckState;
import dev.turnup.locationcheck.records.CheckReads;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be had at many sites: one file in, and when all rows are answered, one file out. */
@OnIntake
@RestController
@RequestMapping(LocationChecks.PATH)
@Tag(name = "Location checks")
class LocationChecks {
    static final String PATH = "/api/v1/location-checks";

    private static final String EXAMPLE = """
            id,address,latitude,longitude,speed_mbps
            store 1,"320 Union Station Way, Calera, AL 35040",,,1000
            store 2,,33.357578,-86.761412,
            """;

    private final Uploads uploads;
    private final CheckTaking taking;
    private final CheckReads checks;
    private final Once once;

    LocationChecks(Uploads uploads, CheckTaking taking, CheckReads checks, Once once) {
        this.uploads = uploads;
        this.taking = taking;
        this.checks = checks;
        this.once = once;
    }

    @PostMapping
    @Operation(
            operationId = "createLocationCheck",
            summary = "Ask about up to 10,000 sites",
            description =
                    "text/csv in UTF-8 with a header, up to 5 MiB. Columns: id (your name for the site), and either "
                            + "address, or street, city, region and postal_code, or latitude and longitude, or location_id; and "
                            + "speed_mbps where a certain speed is wanted. A row that is wrong is answered as invalid.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, HttpServletRequest request)
            throws IOException {
        if (caller.isOperator()) {
            throw Refusal.role("locations are checked in bulk with a customer's key");
        }
        return uploads.take(
                caller,
                request,
                file -> once.created(
                        caller, key, PATH, TextNode.valueOf(Sha256.hex(file)), () -> taking.take(caller, file)));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveLocationCheck", summary = "See how far a check is")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        return ResponseEntity.ok(query.allow().select(CheckAnswer.of(find(caller, id))));
    }

    @GetMapping("/{id}/result")
    @Operation(
            operationId = "downloadLocationCheck",
            summary = "Download the answers of a check that is done",
            description = "A text that a spreadsheet would take for a formula has an apostrophe before it.")
    void result(Caller caller, @PathVariable String id, HttpServletResponse response) throws IOException {
        CheckRow check = find(caller, id);
        if (check.state() == CheckState.cancelled) {
            throw Refusal.conflict("the location check is cancelled, and has no result");
        }
        if (check.state() != CheckState.done) {
            throw Refusal.conflict("the location check isn't done yet, " + check.answered() + " of " + check.rowCount()
                            + " rows are answered (" + CheckAnswer.progress(check) + " %): ask again later")
                    .with("check", CheckAnswer.of(check));
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"location-check-" + check.id() + ".csv\"");
        ResultFile.write(checks, check.id(), response.getOutputStream());
    }

    @GetMapping
    @Operation(operationId = "listLocationCheck", summary = "List checks, the newest first")
    @Parameter(name = "id")
    @Parameter(name = "state")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "state");
        Scope scope = Scope.of(caller);
        String id = query.filter("id");
        String state = query.filter("state");
        return query.answer(
                checks.list(scope, id, state, query.page()).stream()
                        .map(CheckAnswer::of)
                        .toList(),
                checks.count(scope, id, state));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelLocationCheck",
            summary = "Don't answer the rest of a check",
            description = "The check stays in the list; there is no result. One that is done can't be cancelled.")
    ResponseEntity<JsonNode> cancel(
            Caller caller,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody JsonNode body) {
        return once.accepted(caller, key, PATH + "/" + id + "/cancel", body, () -> taking.cancel(caller, id, body));
    }

    private CheckRow find(Caller caller, String id) {
        return checks.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("location check", id));
    }
}
