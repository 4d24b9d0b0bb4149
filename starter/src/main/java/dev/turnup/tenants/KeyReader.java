package dev.turnup.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import dev.turnup.plan.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a key is to be; throws Refusal with every problem. */
final class KeyReader {
    private static final int LONGEST_NAME = 100;
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);

    private final List<Problem> problems = new ArrayList<>();
    private final Part part;
    private final Instant now;

    KeyReader(JsonNode body, Instant now) {
        this.part = Part.whole(body, problems);
        this.now = now;
    }

    /** @param expiresAt null for never */
    record Wish(
            String tenant,
            Caller.Role role,
            String name,
            Set<Right> rights,
            @Nullable Instant expiresAt) {}

    /** A customer's admin makes customers' keys, of its own tenant unless another one is named. */
    Wish wish(Caller caller) {
        Caller.Role role = role(caller);
        String tenant = tenant(caller);
        String name = part.requiredText("name", LONGEST_NAME).orElse("");
        if (part.any("name").isPresent() && name.isBlank()) {
            part.problem("name", "must not be blank");
        }
        Wish wish = new Wish(tenant, role, name, rights(role), expiresAt().orElse(null));
        refuse();
        return wish;
    }

    /** @param expiresAt of the new key; empty where it isn't said */
    record Rotation(Duration overlap, Optional<Instant> expiresAt) {}

    Rotation rotation() {
        Rotation rotation = new Rotation(overlap(), expiresAt());
        refuse();
        return rotation;
    }

    private void refuse() {
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
    }

    private Caller.Role role(Caller caller) {
        if (caller.isOperator()) {
            part.required("role");
        }
        Optional<String> text = part.text("role");
        Optional<Caller.Role> role = text.flatMap(name -> Arrays.stream(Caller.Role.values())
                .filter(one -> one.name().equals(name))
                .findFirst());
        if (text.isPresent() && role.isEmpty()) {
            part.problem("role", "must be customer or operator");
        }
        return role.orElse(Caller.Role.customer);
    }

    private String tenant(Caller caller) {
        if (caller.isOperator()) {
            part.required("tenant");
        }
        String tenant = part.text("tenant").orElse(caller.tenant());
        if (!tenant.matches(TenantReader.ID)) {
            part.problem("tenant", "must be 1 to 40 lower-case letters, digits and hyphens, the first no hyphen");
        }
        return tenant;
    }

    private Set<Right> rights(Caller.Role role) {
        Optional<JsonNode> list = part.any("scopes");
        if (list.isEmpty()) {
            return Right.usual(role);
        }
        Set<Right> rights = EnumSet.noneOf(Right.class);
        if (!list.get().isArray() || list.get().isEmpty()) {
            part.problem("scopes", "must be a list of read, write and admin, and not empty");
        }
        for (int n = 0; n < list.get().size(); n++) {
            Optional<Right> right = Right.of(list.get().path(n).asText());
            right.ifPresent(rights::add);
            if (right.isEmpty()) {
                part.problem("scopes[" + n + "]", "must be read, write or admin");
            }
        }
        return rights;
    }

    private Optional<Instant> expiresAt() {
        Optional<Instant> at = part.instant("expiresAt");
        at.filter(instant -> !instant.isAfter(now))
                .ifPresent(instant -> part.problem("expiresAt", "must be in the future"));
        at.filter(instant -> instant.isAfter(now.plus(Duration.ofDays(36_525))))
                .ifPresent(instant -> part.problem("expiresAt", "must be within 100 years"));
        return at;
    }

    private Duration overlap() {
        Optional<JsonNode> seconds = part.any("overlapSeconds");
        seconds.filter(number -> !isOverlap(number))
                .ifPresent(number -> part.problem(
                        "overlapSeconds", "must be a whole number from 0 to " + LONGEST_OVERLAP.toSeconds()));
        return seconds.map(number -> Duration.ofSeconds(number.longValue())).orElse(USUAL_OVERLAP);
    }

    private static boolean isOverlap(JsonNode number) {
        return number.isIntegralNumber()
                && number.canConvertToInt()
                && number.intValue() >= 0
                && number.intValue() <= LONGEST_OVERLAP.toSeconds();
    }
}
