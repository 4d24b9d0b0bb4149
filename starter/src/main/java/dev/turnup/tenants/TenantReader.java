package dev.turnup.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Tenants.TenantRow;
import dev.turnup.plan.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a tenant is to be; throws Refusal with every problem. */
final class TenantReader {
    static final String ID = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int LONGEST_NAME = 200;
    private static final Set<String> FIXED = Set.of("id", "parent", "createdAt", "href", "@type");
    private static final Set<String> PATCHABLE = Set.of("name", "state", "reason", "limits");

    private static final Set<String> LIMITS = Set.of("openOrders", "ports", "speedMbps");

    private final List<Problem> problems = new ArrayList<>();
    private final Part part;
    private final Optional<Part> limits;
    private final Instant now;

    TenantReader(JsonNode body, Instant now) {
        this.part = Part.whole(body, problems);
        this.limits = part.object("limits");
        this.now = now;
        limits.ifPresent(named -> named.node().fieldNames().forEachRemaining(name -> {
            if (!LIMITS.contains(name)) {
                named.problem(name, "is no limit; there are openOrders, ports and speedMbps");
            }
        }));
    }

    TenantRow created() {
        String id = part.requiredText("id").orElse("");
        if (!id.matches(ID)) {
            part.problem("id", "must be 1 to 40 lower-case letters, digits and hyphens, the first no hyphen");
        }
        part.required("name");
        TenantRow empty = new TenantRow(id, "", part.text("parent").orElse(null), now, null, null, null, null, null);
        return checked(changed(empty));
    }

    /** A merge patch (RFC 7396). */
    TenantRow patched(TenantRow tenant) {
        part.node().fieldNames().forEachRemaining(name -> {
            if (FIXED.contains(name)) {
                part.problem(name, "can't be changed");
            } else if (!PATCHABLE.contains(name)) {
                part.problem(name, "is no property of a tenant that can be changed");
            }
        });
        if (tenant.id().equals(Caller.PROVIDER)
                && (part.any("limits").isPresent() || part.any("state").isPresent())) {
            part.problem("", "the provider's own tenant has no limits, and can't be suspended");
        }
        return checked(changed(tenant));
    }

    private TenantRow checked(TenantRow tenant) {
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return tenant;
    }

    private TenantRow changed(TenantRow tenant) {
        Instant suspendedAt = suspendedAt(tenant.suspendedAt());
        Optional<String> reason = part.text("reason", Part.LONGEST_REASON);
        String stays = part.node().has("reason") ? null : tenant.suspensionReason();
        return new TenantRow(
                tenant.id(),
                name(tenant.name()),
                tenant.parent(),
                tenant.createdAt(),
                suspendedAt,
                suspendedAt == null ? null : reason.orElse(stays),
                limit("openOrders", tenant.openOrders()).map(Long::intValue).orElse(null),
                limit("ports", tenant.ports()).map(Long::intValue).orElse(null),
                limit("speedMbps", tenant.speedMbps()).orElse(null));
    }

    private String name(String before) {
        if (part.node().has("name") && part.any("name").isEmpty()) {
            part.problem("name", "can't be taken away");
        }
        Optional<String> name = part.text("name", LONGEST_NAME);
        name.filter(String::isBlank).ifPresent(text -> part.problem("name", "must not be blank"));
        return name.orElse(before);
    }

    private @Nullable Instant suspendedAt(@Nullable Instant before) {
        Optional<String> state = part.text("state");
        return switch (state.orElse("")) {
            case "" -> before;
            case "active" -> null;
            case "suspended" -> before == null ? now : before;
            default -> {
                part.problem("state", "must be active or suspended");
                yield before;
            }
        };
    }

    /** Null takes a limit away; what isn't named stays. */
    private Optional<Long> limit(String name, @Nullable Number before) {
        Optional<Long> stays = Optional.ofNullable(before).map(Number::longValue);
        if (part.node().has("limits") && part.any("limits").isEmpty()) {
            return Optional.empty();
        }
        if (limits.isEmpty() || !limits.get().node().has(name)) {
            return stays;
        }
        Optional<JsonNode> value = limits.get().any(name);
        value.filter(number -> !isLimit(number))
                .ifPresent(number -> limits.get()
                        .problem(
                                name,
                                "must be a whole number from 0 to " + Integer.MAX_VALUE + ", or null for no limit"));
        return value.map(JsonNode::longValue);
    }

    private static boolean isLimit(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt() && number.intValue() >= 0;
    }
}
