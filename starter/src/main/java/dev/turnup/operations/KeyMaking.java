package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Caller;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Makes API keys, for operators. */
@OnIntake
@RestController
@Tag(name = "Operations")
class KeyMaking {
    private final ApiKeys keys;

    KeyMaking(ApiKeys keys) {
        this.keys = keys;
    }

    @PostMapping("/api/v1/keys")
    @Operation(
            operationId = "createKey",
            summary = "Make an API key; it is shown this once",
            description = "For operators. The tenant is made where there is none.")
    ResponseEntity<JsonNode> create(Caller caller, @RequestBody JsonNode body) {
        if (!caller.isOperator()) {
            throw Refusal.role("keys are made with an operator's key");
        }
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> tenant = part.requiredText("tenant");
        Optional<String> name = part.requiredText("name");
        Optional<Caller.Role> role = part.requiredText("role").flatMap(KeyMaking::role);
        tenant.filter(id -> !id.matches("[a-z0-9][a-z0-9-]{0,39}"))
                .ifPresent(id -> part.problem("tenant", "must be 1 to 40 lower-case letters, digits and hyphens"));
        if (role.isEmpty()) {
            part.problem("role", "must be customer or operator");
        }
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        keys.addTenant(tenant.orElseThrow(), tenant.orElseThrow());
        String key = keys.create(tenant.orElseThrow(), role.orElseThrow(), name.orElseThrow());
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(TreeJson.object().put("@type", "ApiKey").put("key", key));
    }

    private static Optional<Caller.Role> role(String name) {
        return Arrays.stream(Caller.Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst();
    }
}
