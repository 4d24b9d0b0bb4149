package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.intake.NewOrder;
import dev.turnup.ordering.SecretKeeper.Kept;
import dev.turnup.plan.Inventory;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.OrderValidator;
import dev.turnup.plan.Plan;
import dev.turnup.plan.Planner;
import dev.turnup.plan.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes of a request an order that can be stored, or says all that is wrong with it. */
@OnIntake
@Component
public class OrderJudge {
    /** What orders take when nothing has to be built; a promise to the customer, not a deadline. */
    private static final Duration USUAL = Duration.ofHours(1);

    private final OrderValidator validator;
    private final Planner planner;
    private final Inventory inventory;
    private final SecretKeeper secrets;
    private final InstantSource clock;

    OrderJudge(
            OrderValidator validator, Planner planner, Inventory inventory, Catalogue catalogue, InstantSource clock) {
        this.validator = validator;
        this.planner = planner;
        this.inventory = inventory;
        this.secrets = new SecretKeeper(catalogue);
        this.clock = clock;
    }

    /**
     * Judges and plans an order; throws Refusal with every problem.
     *
     * @param body what is stored and answered, secrets replaced
     */
    public NewOrder judge(String tenant, OrderDraft draft, JsonNode body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (validator.judge(tenant, draft, now)) {
            case Verdict.Refused refused -> throw Refusal.invalid(refused.problems());
            case Verdict.Valid valid -> order(tenant, draft, secrets.keep(body, valid.order()), now);
        };
    }

    private NewOrder order(String tenant, OrderDraft draft, Kept kept, Instant now) {
        Instant start = Objects.requireNonNullElse(draft.requestedStart(), now).truncatedTo(ChronoUnit.MILLIS);
        return new NewOrder(
                plan(tenant, kept),
                kept.request(),
                new String(TreeJson.bytes(kept.body()), StandardCharsets.UTF_8),
                OrderReader.externalIds(kept.body()),
                kept.secrets(),
                now,
                start,
                start.plus(USUAL).plus(fieldWork(kept.request())));
    }

    private Plan plan(String tenant, Kept kept) {
        try {
            return planner.plan(UUID.randomUUID().toString(), tenant, kept.request());
        } catch (IllegalStateException e) { // no adapter in service
            throw Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "notAvailable", Objects.toString(e.getMessage()));
        }
    }

    /** Only what is new has to be built. */
    private Duration fieldWork(OrderRequest request) {
        return request.items().stream()
                .filter(OrderRequest.Item::isAdd)
                .flatMap(item -> Optional.ofNullable(item.place()).flatMap(inventory::place).stream())
                .map(place -> Duration.ofDays(place.leadTimeDays()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
