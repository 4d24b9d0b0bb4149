package dev.turnup.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.AuditRecords;
import dev.turnup.intake.AuditRecords.AuditFilter;
import dev.turnup.intake.AuditRecords.AuditRow;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who changed what: operators see all, customers what was called with their own tenant's keys. */
@OnIntake
@RestController
@RequestMapping(AuditTrailList.PATH)
@Tag(name = "Tenants")
class AuditTrailList {
    static final String PATH = "/api/v1/audit-records";

    private final AuditRecords records;

    AuditTrailList(AuditRecords records) {
        this.records = records;
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveAuditRecord", summary = "Read one record of the audit")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        AuditRow row = records.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("audit record", id));
        return ResponseEntity.ok(query.allow().select(json(row)));
    }

    @GetMapping
    @Operation(
            operationId = "listAuditRecord",
            summary = "List the calls that change something, the newest first",
            description = "Also those that were refused. One without a status was broken off by the end of a process.")
    @Parameter(name = "tenant", description = "Of the caller.")
    @Parameter(name = "caller", description = "The id of a key; for tokens jwt: and the subject.")
    @Parameter(name = "method")
    @Parameter(name = "path")
    @Parameter(name = "operation", description = "An operationId of this document.")
    @Parameter(name = "status")
    @Parameter(name = "requestId")
    @Parameter(name = "from", description = "A date and time with its offset.")
    @Parameter(name = "until", description = "A date and time with its offset; not included.")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("tenant", "caller", "method", "path", "operation", "status", "requestId", "from", "until");
        AuditFilter filter = filter(query);
        Scope scope = Scope.of(caller);
        return query.answer(
                records.list(scope, filter, query.page()).stream()
                        .map(AuditTrailList::json)
                        .toList(),
                records.count(scope, filter));
    }

    private static AuditFilter filter(ListQuery query) {
        List<Problem> problems = new ArrayList<>();
        AuditFilter filter = new AuditFilter(
                query.filter("tenant"),
                query.filter("caller"),
                query.filter("method"),
                query.filter("path"),
                query.filter("operation"),
                status(query.filter("status"), problems),
                query.filter("requestId"),
                instant("from", query.filter("from"), problems),
                instant("until", query.filter("until"), problems));
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return filter;
    }

    private static @Nullable Integer status(@Nullable String text, List<Problem> problems) {
        if (text != null && !text.matches("[1-5][0-9]{2}")) {
            problems.add(new Problem("status", "must be a status of HTTP, for instance 201"));
            return null;
        }
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable Instant instant(String name, @Nullable String text, List<Problem> problems) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            problems.add(
                    new Problem(name, "must be a date and time with its offset, for instance 2026-12-01T08:00:00Z"));
            return null;
        }
    }

    private static ObjectNode json(AuditRow row) {
        return TreeJson.object()
                .put("@type", "AuditRecord")
                .put("id", row.id())
                .put("href", PATH + "/" + row.id())
                .put("at", row.at().toString())
                .put("tenant", row.tenant())
                .put("caller", row.caller())
                .put("actor", row.actor())
                .put("method", row.method())
                .put("path", row.path())
                .put("operation", row.operation())
                .put("status", row.status())
                .put("requestId", row.requestId())
                .put("address", row.address());
    }
}
