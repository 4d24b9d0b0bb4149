package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.intake.Caller;
import dev.turnup.intake.NewOrder;
import dev.turnup.intake.OrderIntake;
import dev.turnup.intake.OrderReads.ItemRow;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.OrderReads.StateRow;
import dev.turnup.ordering.SecretKeeper.Kept;
import dev.turnup.plan.Inventory;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.OrderValidator;
import dev.turnup.plan.Plan;
import dev.turnup.plan.Planner;
import dev.turnup.plan.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The life of a request to order: read, judged, planned, stored, answered. */
@OnIntake
@Component
class OrderPlacing {
    /** What orders take when nothing has to be built; a promise to the customer, not a deadline. */
    private static final Duration USUAL = Duration.ofHours(1);

    private final OrderValidator validator;
    private final Planner planner;
    private final Inventory inventory;
    private final SecretKeeper secrets;
    private final Once once;
    private final InstantSource clock;

    OrderPlacing(
            OrderValidator validator,
            Planner planner,
            Inventory inventory,
            Catalogue catalogue,
            Once once,
            InstantSource clock) {
        this.validator = validator;
        this.planner = planner;
        this.inventory = inventory;
        this.secrets = new SecretKeeper(catalogue);
        this.once = once;
        this.clock = clock;
    }

    ResponseEntity<JsonNode> place(Caller caller, Optional<String> key, JsonNode body) {
        return once.created(caller, key, ProductOrders.PATH, body, () -> {
            NewOrder order = judge(caller, body);
            return new Once.Work(answer(order), tx -> OrderIntake.store(tx, order));
        });
    }

    private NewOrder judge(Caller caller, JsonNode body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        OrderDraft draft = OrderReader.read(body);
        return switch (validator.judge(caller.tenant(), draft, now)) {
            case Verdict.Refused refused -> throw Refusal.invalid(refused.problems());
            case Verdict.Valid valid -> {
                Kept kept = secrets.keep(body, valid.order());
                Instant start =
                        Objects.requireNonNullElse(draft.requestedStart(), now).truncatedTo(ChronoUnit.MILLIS);
                yield new NewOrder(
                        plan(caller.tenant(), kept),
                        kept.request(),
                        new String(TreeJson.bytes(kept.body()), StandardCharsets.UTF_8),
                        OrderReader.externalIds(body),
                        kept.secrets(),
                        now,
                        start,
                        start.plus(USUAL).plus(fieldWork(kept)));
            }
        };
    }

    private Plan plan(String tenant, Kept kept) {
        try {
            return planner.plan(UUID.randomUUID().toString(), tenant, kept.request());
        } catch (IllegalStateException e) { // no adapter in service
            throw Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "notAvailable", Objects.toString(e.getMessage()));
        }
    }

    private Duration fieldWork(Kept kept) {
        return kept.request().items().stream()
                .flatMap(item -> Optional.ofNullable(item.place()).flatMap(inventory::place).stream())
                .map(place -> Duration.ofDays(place.leadTimeDays()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static JsonNode answer(NewOrder order) {
        OrderRow row = new OrderRow(
                order.id(),
                order.tenant(),
                "acknowledged",
                order.body(),
                Json.write(order.plan()),
                order.createdAt(),
                order.expectedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        List<ItemRow> items = order.plan().items().stream()
                .map(item -> new ItemRow(order.id(), item.id(), "acknowledged", item.productId()))
                .toList();
        List<StateRow> states = new ArrayList<>();
        String acknowledged = "{\"to\":\"acknowledged\"}";
        states.add(new StateRow(order.id(), "orderState", "", order.createdAt(), acknowledged));
        items.forEach(
                item -> states.add(new StateRow(order.id(), "itemState", item.id(), order.createdAt(), acknowledged)));
        return new OrderAnswer(row, items, states, List.of()).json();
    }
}
