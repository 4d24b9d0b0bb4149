package dev.turnup.window;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Offering;
import dev.turnup.plan.Inventory;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.OrderValidator;
import dev.turnup.plan.Pools;
import dev.turnup.plan.Problem;
import dev.turnup.plan.Shown;
import dev.turnup.plan.Verdict;
import dev.turnup.window.SpeedOrder.Wish;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a window and names every problem at once. Raise and return are judged as the orders that they will be, each on the
 * products as they will be then.
 */
public final class WindowCheck {
    /** A change is confirmed within seconds, and a provider's restart is ridden out within a minute or two. */
    public static final Duration LEAD = Duration.ofMinutes(5);

    private final Catalogue catalogue;
    private final Inventory inventory;
    private final UsualSpeeds usual;

    /** What a product has outside of windows, and the agreed price for each hour of it. */
    public record Usual(long mbps, BigDecimal perHour) {}

    /** What products have outside of windows. */
    public interface UsualSpeeds {
        /** Empty where it is what the product has now, since it is in no window. */
        Optional<Usual> of(String productId);
    }

    public WindowCheck(Catalogue catalogue, Inventory inventory, UsualSpeeds usual) {
        this.catalogue = catalogue;
        this.inventory = inventory;
        this.usual = usual;
    }

    /** Empty where a problem was found. */
    public Optional<WindowRequest> check(String tenant, WindowDraft draft, Instant now, List<Problem> problems) {
        Optional<ZoneId> zone = LocalTimes.zone("timeZone", draft.timeZone(), problems);
        Optional<Instant> start = zone.flatMap(there -> LocalTimes.instant("start", draft.start(), there, problems));
        Optional<Instant> end = zone.flatMap(there -> LocalTimes.instant("end", draft.end(), there, problems));
        start.ifPresent(at -> WindowTimes.start(at, now, problems));
        if (start.isPresent() && end.isPresent()) {
            WindowTimes.end(start.get(), end.get(), problems);
        }
        List<WindowRequest.Raise> raises = raises(tenant, draft, now, problems);
        return problems.isEmpty() && start.isPresent() && end.isPresent()
                ? Optional.of(new WindowRequest(start.get(), end.get(), raises))
                : Optional.empty();
    }

    private List<WindowRequest.Raise> raises(String tenant, WindowDraft draft, Instant now, List<Problem> problems) {
        List<Candidate> candidates = wishes(draft, problems).stream()
                .flatMap(wish -> candidate(tenant, wish, problems).stream())
                .toList();
        Map<String, Long> before = new LinkedHashMap<>();
        candidates.forEach(one -> before.put(one.held().id(), one.usual().mbps()));
        Map<String, Long> during = new LinkedHashMap<>();
        candidates.forEach(one -> during.put(one.held().id(), one.wish().speedMbps()));
        List<Candidate> possible = judged(tenant, SpeedOrder.RAISE, candidates, before, during, now, "", problems);
        judged(tenant, SpeedOrder.RETURN, possible, during, before, now, "it has to come back at the end: ", problems);
        return problems.isEmpty()
                ? possible.stream().map(one -> raise(tenant, one)).toList()
                : List.of();
    }

    /** A product whose speed is to be raised. */
    private record Candidate(Wish wish, HeldProduct held, Usual usual) {}

    private Optional<Candidate> candidate(String tenant, Wish wish, List<Problem> problems) {
        Optional<HeldProduct> product = inventory.product(tenant, wish.productId());
        if (product.isEmpty()) {
            problems.add(new Problem(wish.path() + ".id", "you hold no product '" + Shown.of(wish.productId()) + "'"));
            return Optional.empty();
        }
        HeldProduct held = product.get();
        if (held.ending()) {
            problems.add(new Problem(
                    wish.path() + ".id", "'" + held.id() + "' is being deleted by " + held.changing(), true));
            return Optional.empty();
        }
        Optional<Usual> raisedFrom = usual.of(held.id());
        if (held.changing() != null && raisedFrom.isEmpty()) {
            problems.add(new Problem(wish.path() + ".id", isBeingChanged(held.id(), held.changing()), true));
            return Optional.empty();
        }
        Usual usually = raisedFrom.orElseGet(() -> new Usual(
                Optional.ofNullable(held.characteristic("speedMbps"))
                        .map(JsonNode::longValue)
                        .orElse(0L),
                held.perHour()));
        if (wish.speedMbps() <= usually.mbps()) {
            problems.add(new Problem(
                    wish.path() + ".speedMbps",
                    "must be above the " + usually.mbps() + " Mbit/s that '" + held.id() + "' has"));
            return Optional.empty();
        }
        return Optional.of(new Candidate(wish, held, usually));
    }

    public static String isBeingChanged(String product, String order) {
        return "'" + product + "' is being changed by " + order + ": wait for its end, or cancel it first";
    }

    private static List<Wish> wishes(WindowDraft draft, List<Problem> problems) {
        if (draft.products().isEmpty() || draft.products().size() > OrderValidator.MOST_ITEMS) {
            problems.add(new Problem(
                    "product",
                    "must be 1 to " + OrderValidator.MOST_ITEMS + " products, and there are "
                            + draft.products().size()));
            return List.of();
        }
        Set<String> seen = new LinkedHashSet<>();
        List<Wish> wishes = new ArrayList<>();
        for (WindowDraft.Item item : draft.products()) {
            if (item.id() != null && !seen.add(item.id())) {
                problems.add(new Problem(item.path() + ".id", "'" + item.id() + "' is named twice"));
            } else if (item.id() != null && item.speedMbps() != null) {
                wishes.add(new Wish(item.path(), item.id(), item.speedMbps()));
            }
        }
        return wishes;
    }

    /** Those that can be ordered so, where they have one speed and are to have another; why others can't is noted. */
    private List<Candidate> judged(
            String tenant,
            String action,
            List<Candidate> candidates,
            Map<String, Long> from,
            Map<String, Long> to,
            Instant now,
            String remark,
            List<Problem> problems) {
        List<Wish> wishes = candidates.stream()
                .map(one -> new Wish(
                        one.wish().path(),
                        one.held().id(),
                        Objects.requireNonNull(to.get(one.held().id()))))
                .toList();
        OrderValidator validator = new OrderValidator(catalogue, new AtSpeeds(inventory, from));
        if (validator.judge(tenant, SpeedOrder.draft(action, null, wishes), now) instanceof Verdict.Refused refused) {
            refused.problems()
                    .forEach(problem -> problems.add(
                            new Problem(path(problem.path()), remark + problem.message(), problem.conflict())));
            return candidates.stream()
                    .filter(one -> refused.problems().stream()
                            .noneMatch(problem ->
                                    problem.path().startsWith(one.wish().path())))
                    .toList();
        }
        return candidates;
    }

    /** As the customer of a window writes it, and not of an order. */
    private static String path(String ordered) {
        return ordered.replace(".product.id", ".id").replaceFirst("\\.speedMbps\\.(value|name)$", ".speedMbps");
    }

    private WindowRequest.Raise raise(String tenant, Candidate one) {
        HeldProduct held = one.held();
        List<HeldProduct> bases = held.reliesOn().stream()
                .flatMap(base -> inventory.base(tenant, base).stream())
                .toList();
        return new WindowRequest.Raise(
                one.wish().path(),
                held.id(),
                one.usual().mbps(),
                one.wish().speedMbps(),
                one.usual().perHour(),
                price(held, one.wish().speedMbps()),
                Pools.of(held, bases, inventory.placeOf(held).map(Pools.Limits::of)));
    }

    private BigDecimal price(HeldProduct held, long speed) {
        Offering offering = catalogue.offering(held.offering()).orElseThrow();
        return offering.price(held.at(speed).characteristics()).orElseThrow().perHour();
    }
}
