package dev.turnup.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.intake.NewOrder;
import dev.turnup.intake.Sha256;
import dev.turnup.ordering.SecretKeeper.Kept;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.Inventory;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.OrderValidator;
import dev.turnup.plan.Plan;
import dev.turnup.plan.Planner;
import dev.turnup.plan.Problem;
import dev.turnup.plan.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes of a request an order that can be stored, or says all that is wrong with it. */
@OnIntake
@Component
public class OrderJudge {
    /** What orders take when nothing has to be built; a promise to the customer, not a deadline. */
    private static final Duration USUAL = Duration.ofHours(1);

    private final Catalogues catalogues;
    private final Inventory inventory;
    private final List<AdapterProfile> adapters;
    private final InstantSource clock;

    OrderJudge(Catalogues catalogues, Inventory inventory, List<AdapterProfile> adapters, InstantSource clock) {
        this.catalogues = catalogues;
        this.inventory = inventory;
        this.adapters = adapters;
        this.clock = clock;
    }

    /**
     * Judges and plans an order; throws Refusal with every problem.
     *
     * @param body what is stored and answered, secrets replaced
     */
    public NewOrder judge(String tenant, OrderDraft draft, JsonNode body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Catalogue catalogue = catalogues.now();
        return switch (verdict(catalogue, tenant, draft, body, now)) {
            case Verdict.Refused refused -> throw Refusal.invalid(refused.problems());
            case Verdict.Valid valid -> {
                OrderReader.planHash(body)
                        .ifPresent(seen -> samePlan(seen, comparable(catalogue, tenant, valid.order(), body)));
                yield order(catalogue, tenant, draft, new SecretKeeper(catalogue).keep(body, valid.order()), now);
            }
        };
    }

    /** What would come of an order now; throws Refusal only where no adapter is in service for it. */
    Preview preview(String tenant, OrderDraft draft, JsonNode body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Catalogue catalogue = catalogues.now();
        return switch (verdict(catalogue, tenant, draft, body, now)) {
            case Verdict.Refused refused -> new Preview.Refused(refused.problems());
            case Verdict.Valid valid -> {
                Instant start = start(draft, now);
                Plan plan = comparable(catalogue, tenant, valid.order(), body);
                yield new Preview.Planned(plan, start, expected(start, valid.order()));
            }
        };
    }

    private Verdict verdict(Catalogue catalogue, String tenant, OrderDraft draft, JsonNode body, Instant now) {
        List<Problem> misplaced = SecretPlaces.wrong(catalogue, body);
        return switch (new OrderValidator(catalogue, inventory).judge(tenant, draft, now)) {
            case Verdict.Refused refused ->
                new Verdict.Refused(Stream.concat(refused.problems().stream(), misplaced.stream())
                        .toList());
            case Verdict.Valid valid -> misplaced.isEmpty() ? valid : new Verdict.Refused(misplaced);
        };
    }

    private static void samePlan(String seen, Plan now) {
        if (!seen.equals(PlanHash.of(now))) {
            throw Refusal.of(
                    HttpStatus.CONFLICT,
                    "planChanged",
                    "planHash: the plan of this order is another one by now, or the planHash is of another order: "
                            + "plan it again, and order with the new planHash");
        }
    }

    /** The same for each order that is like it: without what is made up for one, and with digests of secrets. */
    private Plan comparable(Catalogue catalogue, String tenant, OrderRequest order, JsonNode body) {
        UnaryOperator<String> digest = secret -> Sha256.hex(tenant.getBytes(UTF_8), secret.getBytes(UTF_8));
        return plan(catalogue, "plan", tenant, new SecretKeeper(catalogue).keep(body, order.undated(), digest));
    }

    private NewOrder order(Catalogue catalogue, String tenant, OrderDraft draft, Kept kept, Instant now) {
        Instant start = start(draft, now);
        return new NewOrder(
                plan(catalogue, UUID.randomUUID().toString(), tenant, kept),
                kept.request(),
                new String(TreeJson.bytes(kept.body()), UTF_8),
                OrderReader.externalIds(kept.body()),
                kept.secrets(),
                now,
                start,
                expected(start, kept.request()));
    }

    private static Instant start(OrderDraft draft, Instant now) {
        return Objects.requireNonNullElse(draft.requestedStart(), now).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant expected(Instant start, OrderRequest request) {
        return start.plus(USUAL).plus(fieldWork(request));
    }

    private Plan plan(Catalogue catalogue, String id, String tenant, Kept kept) {
        try {
            return new Planner(catalogue, inventory, adapters).plan(id, tenant, kept.request());
        } catch (IllegalStateException e) { // no adapter in service
            throw Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "notAvailable", Objects.toString(e.getMessage()));
        }
    }

    /** Only what is new has to be built. */
    private static Duration fieldWork(OrderRequest request) {
        return request.items().stream()
                .filter(OrderRequest.Item::isAdd)
                .flatMap(item -> Stream.ofNullable(item.known()))
                .map(known -> Duration.ofDays(known.place().leadTimeDays()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
