package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.billing.Billing;
import dev.turnup.billing.Term;
import dev.turnup.catalogue.Offering;
import dev.turnup.order.ProductState;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.product.Product;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans what is done to a product that is there: the recipe's steps, then its bill, last its own record. */
final class ChangePlanner {
    private static final Set<String> FORWARD_ONLY = Set.of("delete", "resume", "restore");
    /** How long what comes after the commit takes at the most, as customers are told. */
    private static final Duration PROMPT = Duration.ofHours(1);

    private final String currency;
    private final Inventory inventory;
    private final OrderRequest order;

    ChangePlanner(String currency, Inventory inventory, OrderRequest order) {
        this.currency = currency;
        this.inventory = inventory;
        this.order = order;
    }

    PlannedItem plan(String tenant, OrderRequest.Item item, Offering offering, ItemPlan page) {
        HeldProduct held = inventory
                .product(tenant, Objects.requireNonNull(item.productId()))
                .orElseThrow();
        ChangePlan plan = new ChangePlan(
                page, held, inventory.made(held.id()), item.action().equals("restore"));
        BigDecimal price = price(item, offering, held);
        switch (item.action()) {
            case "modify", "restore" -> modify(plan, page, offering, price);
            case "suspend" -> suspend(plan, page, offering);
            case "resume" -> resume(plan, page, offering);
            default -> delete(plan, page, offering);
        }
        return new PlannedItem(
                item.id(),
                item.action(),
                item.offering(),
                Objects.requireNonNullElse(item.name(), held.name()),
                held.id(),
                held.place(),
                item.after(),
                page.steps(),
                item.action().equals("delete") ? BigDecimal.ZERO : price,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                List.of());
    }

    /** What is priced as before by today's catalogue keeps the price that was agreed. */
    private static BigDecimal price(OrderRequest.Item item, Offering offering, HeldProduct held) {
        BigDecimal agreed = Objects.requireNonNull(item.basis()).perHour();
        if (agreed != null) {
            return agreed;
        }
        return offering.isPricedAlike(item.characteristics(), held.characteristics())
                ? held.perHour()
                : offering.price(item.characteristics()).orElseThrow().perHour();
    }

    private void modify(ChangePlan plan, ItemPlan page, Offering offering, BigDecimal price) {
        new Changes(inventory, offering, order.window() != null).write(plan);
        HeldProduct held = plan.held();
        String confirmedBy = plan.isForwardOnly() ? page.lastStep() : null;
        if (price.compareTo(held.perHour()) != 0) {
            bill(page, "change-billing", "Change the price", held, price, confirmedBy);
        }
        Map<String, JsonNode> changed = new LinkedHashMap<>(plan.item().characteristics());
        changed.entrySet().removeIf(value -> value.getValue().equals(held.characteristic(value.getKey())));
        List<String> steps = page.stepNames();
        ItemPlan.Line line =
                record(page, new Product.Desired(held.id(), null, plan.item().name(), changed, price));
        steps.stream()
                .filter(Changes.REPLACES::containsKey)
                .forEach(step -> line.reads(Objects.requireNonNull(Changes.REPLACES.get(step)), step));
    }

    private void suspend(ChangePlan plan, ItemPlan page, Offering offering) {
        Endings.suspend(plan);
        if (!offering.billedWhileSuspended()) {
            bill(page, "pause-billing", "Pause billing", plan.held(), null, null);
        }
        record(page, Product.Desired.state(plan.held().id(), ProductState.suspended));
    }

    private void resume(ChangePlan plan, ItemPlan page, Offering offering) {
        String confirmedBy = Endings.resume(plan);
        if (!offering.billedWhileSuspended()) {
            bill(
                    page,
                    "resume-billing",
                    "Resume billing",
                    plan.held(),
                    plan.held().perHour(),
                    confirmedBy);
        }
        record(page, Product.Desired.state(plan.held().id(), ProductState.active));
    }

    private void delete(ChangePlan plan, ItemPlan page, Offering offering) {
        List<String> released = Endings.delete(plan);
        String confirmedBy = released.isEmpty() ? null : released.getFirst();
        bill(page, "stop-billing", "Stop billing", end(plan.held(), offering, confirmedBy));
        record(page, Product.Desired.state(plan.held().id(), ProductState.terminated));
    }

    /** What the provider is late with is not billed; what waits for all of the order to be sure was the customer's wish. */
    private Billing.Desired end(HeldProduct held, Offering offering, @Nullable String confirmedBy) {
        boolean waitsForCustomer = Endings.waitsForCustomer(confirmedBy);
        boolean alone = order.items().stream().allMatch(item -> FORWARD_ONLY.contains(item.action()));
        return new Billing.Desired(
                null,
                BigDecimal.ZERO,
                currency,
                held.id(),
                confirmedBy,
                alone || order.mode() == CompletionMode.bestEffort ? order.requested() : null,
                alone && !waitsForCustomer,
                alone || waitsForCustomer ? null : PROMPT,
                held.termEnd()
                        .map(until -> new Term(until, held.perHour(), offering.earlyEndShare()))
                        .orElse(null));
    }

    private void bill(
            ItemPlan page,
            String name,
            String title,
            HeldProduct held,
            @Nullable BigDecimal perHour,
            @Nullable String confirmedBy) {
        Billing.Desired desired = new Billing.Desired(
                perHour, BigDecimal.ZERO, currency, held.id(), confirmedBy, null, false, null, null);
        bill(page, name, title, desired);
    }

    private static void bill(ItemPlan page, String name, String title, Billing.Desired desired) {
        page.step(name, title, Billing.CAPABILITY, desired).afterCommit().due(PROMPT);
    }

    private static ItemPlan.Line record(ItemPlan page, Product.Desired desired) {
        return page.step("change-product", "Record the change", Product.CAPABILITY, desired)
                .afterCommit()
                .due(PROMPT);
    }
}
