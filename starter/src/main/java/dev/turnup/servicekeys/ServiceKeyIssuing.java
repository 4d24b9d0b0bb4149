package dev.turnup.servicekeys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Once.Work;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.ServiceKeys;
import dev.turnup.intake.Tenants;
import dev.turnup.plan.Inventory;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.Problem;
import dev.turnup.plan.ServiceKey;
import dev.turnup.plan.Shown;
import dev.turnup.port.Port;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The life of a request for a service key: read, judged, stored, and answered with the key this once. */
@OnIntake
@Component
class ServiceKeyIssuing {
    private static final int LONGEST_NAME = 200; // as the database keeps it

    private final Inventory inventory;
    private final Once once;
    private final InstantSource clock;

    ServiceKeyIssuing(Inventory inventory, Once once, InstantSource clock) {
        this.inventory = inventory;
        this.once = once;
        this.clock = clock;
    }

    /** A key that was lost on its way is revoked and made anew. */
    ResponseEntity<JsonNode> issue(Caller caller, Optional<String> idempotencyKey, JsonNode body) {
        return once.created(caller, idempotencyKey, ServiceKeyList.PATH, body, () -> work(caller.tenant(), body));
    }

    private Work work(String tenant, JsonNode body) {
        KeyText text = KeyText.make();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<HeldProduct> port = part.requiredObject("port")
                .flatMap(ref -> ref.requiredText("id").flatMap(id -> port(tenant, ref, id)));
        Optional<String> name = part.requiredText("name", LONGEST_NAME);
        name.filter(given -> given.isBlank() || given.chars().anyMatch(Character::isISOControl))
                .ifPresent(given -> part.problem("name", "must not be blank, and have no line breaks"));
        Optional<Instant> expiresAt = part.instant("expiresAt");
        expiresAt.filter(at -> !at.isAfter(now)).ifPresent(at -> part.problem("expiresAt", "must be in the future"));
        long speed = speed(part, port);
        boolean singleUse = singleUse(part);
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        ServiceKey key = new ServiceKey(
                text.id(),
                tenant,
                port.orElseThrow().id(),
                name.orElseThrow(),
                speed,
                singleUse,
                expiresAt.map(at -> at.truncatedTo(ChronoUnit.MILLIS)).orElse(null),
                now,
                null,
                ServiceKey.State.active);
        return new Work(
                ServiceKeyAnswer.of(key, List.of()), tx -> store(tx, key, text.hash()), Map.of("key", text.text()));
    }

    private static void store(Handle tx, ServiceKey key, String hash) {
        tx.attach(Tenants.class).hold(key.tenant());
        ServiceKeys keys = tx.attach(ServiceKeys.class);
        if (keys.active(key.tenant(), key.createdAt()) >= ServiceKeys.MOST) {
            throw Refusal.limit("there are " + ServiceKeys.MOST
                    + " active service keys, and a tenant can have no more: revoke one first");
        }
        keys.add(key, hash);
    }

    private Optional<HeldProduct> port(String tenant, Part ref, String id) {
        Optional<HeldProduct> product = inventory.product(tenant, id);
        if (product.isEmpty()) {
            ref.problem("id", "you hold no product '" + Shown.of(id) + "'");
        } else if (!product.get().specification().equals("port")) {
            ref.problem("id", "'" + id + "' is a " + product.get().specification() + ", and keys are made for ports");
        } else if (!product.get().state().equals("active") || product.get().ending()) {
            ref.problem("id", "'" + id + "' is not active, or is about to be deleted");
        } else {
            return product;
        }
        return Optional.empty();
    }

    private static long speed(Part part, Optional<HeldProduct> port) {
        part.required("maxSpeedMbps");
        Optional<JsonNode> given = part.any("maxSpeedMbps");
        long most = port.flatMap(held -> Optional.ofNullable(held.receipts().get("reserve-port")))
                .map(receipt -> Json.read(receipt, Port.Receipt.class))
                .map(Port.Receipt::totalMbps)
                .orElse(Long.MAX_VALUE);
        given.filter(value -> !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1)
                .ifPresentOrElse(
                        value -> part.problem("maxSpeedMbps", "must be a whole number of megabits per second"),
                        () -> given.filter(value -> value.longValue() > most)
                                .ifPresent(value -> part.problem(
                                        "maxSpeedMbps", "must not be above the " + most + " Mbit/s of the port")));
        return given.map(JsonNode::asLong).orElse(0L);
    }

    /** One connection, unless said. */
    private static boolean singleUse(Part part) {
        Optional<JsonNode> given = part.any("singleUse");
        given.filter(value -> !value.isBoolean())
                .ifPresent(value -> part.problem("singleUse", "must be true or false"));
        return given.map(JsonNode::asBoolean).orElse(true);
    }
}
