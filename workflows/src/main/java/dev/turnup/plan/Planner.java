package dev.turnup.plan;

import dev.turnup.billing.Billing;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Offering;
import dev.turnup.plan.ItemPlan.Related;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the plan of an order that was found valid: a pure function of order, catalogue and inventory. */
public final class Planner {
    private final Catalogue catalogue;
    private final Inventory inventory;
    private final AdaptersInService adapters;

    public Planner(Catalogue catalogue, Inventory inventory, List<AdapterProfile> adapters) {
        this.catalogue = catalogue;
        this.inventory = inventory;
        this.adapters = new AdaptersInService(adapters);
    }

    public Plan plan(String orderId, String tenant, OrderRequest order) {
        List<PlannedItem> items = order.items().stream()
                .map(item -> plan(orderId, tenant, order, item))
                .toList();
        boolean together = order.mode() == CompletionMode.allOrNothing;
        return new Plan(orderId, tenant, order.mode(), catalogue.currency(), together ? oneWayLast(items) : items);
    }

    /** What can't be changed back waits until all else is there, that doesn't wait for it. */
    private static List<PlannedItem> oneWayLast(List<PlannedItem> items) {
        return items.stream()
                .map(item -> item.isOneWay() ? item.after(sure(items, item)) : item)
                .toList();
    }

    private static List<String> sure(List<PlannedItem> items, PlannedItem last) {
        Set<String> waiting = new LinkedHashSet<>(List.of(last.id()));
        boolean grows = true;
        while (grows) {
            grows = waiting.addAll(items.stream()
                    .filter(item -> !Collections.disjoint(item.dependsOn(), waiting))
                    .map(PlannedItem::id)
                    .toList());
        }
        return items.stream()
                .filter(item -> !item.isOneWay() && !item.steps(Phase.PROVISION).isEmpty())
                .map(PlannedItem::id)
                .filter(id -> !waiting.contains(id))
                .toList();
    }

    private PlannedItem plan(String orderId, String tenant, OrderRequest order, OrderRequest.Item item) {
        List<ItemPlan.Apart> apart = item.diverseFrom().stream()
                .map(diverse -> new ItemPlan.Apart(related(tenant, order, diverse.from()), diverse.what()))
                .toList();
        ItemPlan page = new ItemPlan(orderId + "-" + item.id(), item, related(tenant, order, item), apart, adapters);
        Offering offering = catalogue.offering(item.offering()).orElseThrow();
        return item.isAdd()
                ? added(orderId, item, offering, page)
                : new ChangePlanner(catalogue.currency(), inventory, order).plan(tenant, item, offering, page);
    }

    private PlannedItem added(String orderId, OrderRequest.Item item, Offering offering, ItemPlan plan) {
        Objects.requireNonNull(Recipes.ADD.get(item.specification())).write(plan);
        BigDecimal perHour = perHour(item, offering);
        plan.step(
                        "start-billing",
                        "Start billing",
                        Billing.CAPABILITY,
                        new Billing.Desired(perHour, offering.oneOff(), catalogue.currency()))
                .afterCommit()
                .due(Duration.ofHours(1));
        return new PlannedItem(
                item.id(),
                item.action(),
                item.offering(),
                Objects.requireNonNullElse(item.name(), offering.name()),
                orderId + "-" + item.id(),
                item.place(),
                dependsOn(item),
                plan.steps(),
                perHour,
                offering.oneOff(),
                offering.cancelCharge(),
                List.of());
    }

    private static BigDecimal perHour(OrderRequest.Item item, Offering offering) {
        return Optional.ofNullable(item.known())
                .map(OrderRequest.Known::perHour)
                .orElseGet(() ->
                        offering.price(item.characteristics()).orElseThrow().perHour());
    }

    private static List<String> dependsOn(OrderRequest.Item item) {
        Stream<OrderRequest.Relation> others = Stream.concat(
                item.relations().stream(), item.diverseFrom().stream().map(OrderRequest.Diverse::from));
        return Stream.concat(
                        others.flatMap(relation -> Optional.ofNullable(relation.itemId()).stream()),
                        item.after().stream())
                .distinct()
                .toList();
    }

    private List<Related> related(String tenant, OrderRequest order, OrderRequest.Item item) {
        return item.relations().stream()
                .map(relation -> related(tenant, order, relation))
                .toList();
    }

    private Related related(String tenant, OrderRequest order, OrderRequest.Relation relation) {
        if (relation.itemId() != null) {
            return new Related.Ordered(
                    relation.itemId(),
                    order.item(relation.itemId()).orElseThrow().specification());
        }
        return new Related.Held(inventory
                .base(tenant, Objects.requireNonNull(relation.productId()))
                .orElseThrow());
    }
}
