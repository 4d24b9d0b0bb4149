package dev.turnup.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.Needs;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import dev.turnup.intake.Tenants;
import dev.turnup.intake.Tenants.TenantFilter;
import dev.turnup.intake.Tenants.TenantRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The provider's customers, for operators. */
@OnIntake
@RestController
@RequestMapping(TenantAccounts.PATH)
@Tag(name = "Tenants")
class TenantAccounts {
    static final String PATH = "/api/v1/tenants";

    private final Tenants tenants;
    private final Jdbi jdbi;
    private final Once once;
    private final InstantSource clock;

    TenantAccounts(Tenants tenants, Jdbi jdbi, Once once, InstantSource clock) {
        this.tenants = tenants;
        this.jdbi = jdbi;
        this.once = once;
        this.clock = clock;
    }

    @Needs(Right.admin)
    @PostMapping
    @Operation(
            operationId = "createTenant",
            summary = "Make a tenant",
            description =
                    "For operators. 'parent' makes it a sub-account: the parent's limits hold for it, too, and the "
                            + "parent's admins manage its keys.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        operatorsOnly(caller);
        return once.created(caller, key, PATH, body, () -> {
            TenantRow tenant = new TenantReader(body, now()).created();
            parent(tenant.parent());
            return new Once.Work(TenantAnswer.of(tenant), tx -> store(tx, tenant));
        });
    }

    private void parent(@Nullable String id) {
        if (id == null) {
            return;
        }
        Optional<TenantRow> parent = tenants.find(id);
        if (parent.isEmpty() || id.equals(Caller.PROVIDER)) {
            throw Refusal.invalid("parent", "there is no tenant '" + id + "' that can have sub-accounts");
        }
        if (parent.get().parent() != null) {
            throw Refusal.invalid("parent", "'" + id + "' is a sub-account, and can't have any itself");
        }
    }

    private static void store(Handle tx, TenantRow tenant) {
        Tenants table = tx.attach(Tenants.class);
        if (table.add(tenant) == 0) {
            throw Refusal.conflict("there is a tenant '" + tenant.id() + "' already");
        }
        table.addLimits(tenant.id());
        change(table, tenant);
    }

    private static void change(Tenants table, TenantRow tenant) {
        table.change(tenant);
        table.changeLimits(tenant);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveTenant", summary = "Read a tenant", description = "For operators.")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        operatorsOnly(caller);
        return ResponseEntity.ok(query.allow().select(TenantAnswer.of(find(id))));
    }

    @GetMapping
    @Operation(operationId = "listTenant", summary = "List tenants by their ids", description = "For operators.")
    @Parameter(name = "id")
    @Parameter(name = "parent")
    @Parameter(name = "state", description = "active or suspended")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        operatorsOnly(caller);
        query.allow("id", "parent", "state");
        TenantFilter filter =
                new TenantFilter(query.filter("id"), query.filter("parent"), suspended(query.filter("state")));
        return query.answer(
                tenants.list(filter, query.page()).stream()
                        .map(TenantAnswer::of)
                        .toList(),
                tenants.count(filter));
    }

    private static @Nullable Boolean suspended(@Nullable String state) {
        Boolean suspended = state == null
                ? null
                : Map.of("active", false, "suspended", true).get(state);
        if (state != null && suspended == null) {
            throw Refusal.invalid("state", "must be active or suspended");
        }
        return suspended;
    }

    @Needs(Right.admin)
    @PatchMapping(
            path = "/{id}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Operation(
            operationId = "patchTenant",
            summary = "Change, suspend or resume a tenant",
            description =
                    "For operators. A JSON merge patch (RFC 7396) of name, state (active, suspended), reason (which a "
                            + "suspended tenant's customers read) and limits (null: no limit). Customers of a suspended tenant can "
                            + "look, and change nothing; what is ordered goes on.")
    ResponseEntity<JsonNode> patch(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        operatorsOnly(caller);
        find(id);
        TenantRow changed = jdbi.inTransaction(tx -> {
            Tenants table = tx.attach(Tenants.class);
            table.hold(id);
            TenantRow row = new TenantReader(body, now()).patched(table.find(id).orElseThrow());
            change(table, row);
            return row;
        });
        return ResponseEntity.ok(TenantAnswer.of(changed));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private TenantRow find(String id) {
        return tenants.find(id).orElseThrow(() -> Refusal.notFound("tenant", id));
    }

    private static void operatorsOnly(Caller caller) {
        if (!caller.isOperator()) {
            throw Refusal.role("tenants are managed with an operator's key");
        }
    }
}
