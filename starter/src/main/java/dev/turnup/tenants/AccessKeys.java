package dev.turnup.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.Needs;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.ApiKeys.KeyRow;
import dev.turnup.intake.ApiKeys.Made;
import dev.turnup.intake.Caller;
import dev.turnup.intake.LimitReached;
import dev.turnup.intake.Right;
import dev.turnup.intake.Scope;
import dev.turnup.intake.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API keys: operators manage all, a tenant's admins those of the tenant and of its sub-accounts. */
@OnIntake
@RestController
@RequestMapping(AccessKeys.PATH)
@Needs(Right.admin)
@Tag(name = "Tenants")
class AccessKeys {
    static final String PATH = "/api/v1/keys";

    private final ApiKeys keys;
    private final Tenants tenants;
    private final InstantSource clock;

    AccessKeys(ApiKeys keys, Tenants tenants, InstantSource clock) {
        this.keys = keys;
        this.tenants = tenants;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "createKey",
            summary = "Make an API key; it is shown this once",
            description =
                    "With the scopes read, write (usual: both) and admin, and for ever unless 'expiresAt' is given. For "
                            + "operators the tenant is made where there is none.")
    ResponseEntity<JsonNode> create(Caller caller, @RequestBody JsonNode body) {
        KeyReader.Wish wish = new KeyReader(body, now()).wish(caller);
        if (caller.isOperator()) {
            keys.addTenant(wish.tenant(), wish.tenant());
        } else if (wish.role() == Caller.Role.operator) {
            throw Refusal.role("operators' keys are made with an operator's key");
        } else if (!tenants.isManaged(wish.tenant(), caller.tenant())) {
            throw Refusal.notFound("tenant", wish.tenant());
        }
        return limited(() -> made(keys.make(wish.tenant(), wish.role(), wish.name(), wish.rights(), wish.expiresAt())));
    }

    private static ResponseEntity<JsonNode> limited(Supplier<ResponseEntity<JsonNode>> work) {
        try {
            return work.get();
        } catch (LimitReached limit) {
            throw Refusal.limit("there are " + limit.current() + " keys that are good, and a tenant can have no more: "
                    + "revoke one first, or rotate one with 'overlapSeconds': 0");
        }
    }

    private ResponseEntity<JsonNode> made(Made made) {
        ObjectNode answer = KeyAnswer.of(made.row(), now()).put("key", made.key());
        return ResponseEntity.created(URI.create(answer.path("href").textValue()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(answer);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveKey", summary = "Read what a key is called and may")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        return ResponseEntity.ok(query.allow().select(KeyAnswer.of(find(caller, id), now())));
    }

    @GetMapping
    @Operation(
            operationId = "listKey",
            summary = "List keys, the newest first",
            description = "'lastUsedAt' is the hour in which a key was last used.")
    @Parameter(name = "id")
    @Parameter(name = "tenant")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "tenant");
        Scope scope = Scope.of(caller);
        String tenant = query.filter("tenant");
        String id = query.filter("id");
        Instant now = now();
        return query.answer(
                keys.list(scope, tenant, id, query.page()).stream()
                        .map(row -> KeyAnswer.of(row, now))
                        .toList(),
                keys.count(scope, tenant, id));
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "revokeKey",
            summary = "Revoke a key",
            description = "It is refused from the next call on, for ever; it stays in the list.")
    ResponseEntity<Void> revoke(Caller caller, @PathVariable String id) {
        if (!keys.revoke(Scope.of(caller), id)) {
            throw Refusal.notFound("key", id);
        }
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/rotation")
    @Operation(
            operationId = "rotateKey",
            summary = "Make a key that takes another one's place",
            description =
                    "With the same scopes. The old one is good for 'overlapSeconds' more (86400 unless said, at most "
                            + "30 days). Without 'expiresAt' the new one is good for as long as the old one was to be.")
    ResponseEntity<JsonNode> rotate(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        KeyRow old = find(caller, id);
        KeyReader.Rotation rotation = new KeyReader(body, now()).rotation();
        return limited(
                () -> keys.rotate(old, rotation.overlap(), rotation.expiresAt().orElse(null))
                        .map(this::made)
                        .orElseThrow(() -> Refusal.conflict("this key is revoked or has expired: make a new one")));
    }

    private KeyRow find(Caller caller, String id) {
        return keys.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("key", id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
