package dev.turnup.plan;

import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Offering;
import dev.turnup.plan.Inventory.HeldProduct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** On what one item relies and after what it comes. */
final class RelationCheck {
    private final Catalogue catalogue;
    private final Inventory inventory;
    private final String tenant;
    private final OrderDraft order;
    private final OrderDraft.Item item;
    private final Offering offering;
    private final List<Problem> problems;
    private final ServiceKeyCheck keys;
    private final Map<Offering.Relation, List<OrderRequest.Relation>> slots = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<String> after = new ArrayList<>();
    private final Set<String> specifications = new LinkedHashSet<>();
    private boolean complete = true;

    RelationCheck(
            Catalogue catalogue,
            Inventory inventory,
            String tenant,
            OrderDraft order,
            OrderDraft.Item item,
            Offering offering,
            Instant now,
            List<Problem> problems) {
        this.catalogue = catalogue;
        this.inventory = inventory;
        this.tenant = tenant;
        this.order = order;
        this.item = item;
        this.offering = offering;
        this.problems = problems;
        this.keys = new ServiceKeyCheck(inventory, tenant, order, item, now, problems);
        offering.relations().forEach(slot -> slots.put(slot, new ArrayList<>()));
    }

    /**
     * @param reliesOn in the order of the catalogue's roles
     * @param after ids of items that only come first
     * @param specifications what kinds of products it relies on
     */
    record Result(
            List<OrderRequest.Relation> reliesOn,
            List<String> after,
            Set<String> specifications,
            List<OrderRequest.Diverse> diverseFrom) {}

    Result check() {
        item.relations().forEach(this::check);
        List<OrderRequest.Diverse> diverse =
                new DiversityCheck(catalogue, inventory, tenant, order, item, offering, problems).check();
        if (complete) {
            slots.forEach((slot, filled) -> {
                if (filled.size() < slot.min()) {
                    problems.add(new Problem(
                            item.path() + ".productOrderItemRelationship",
                            "a " + offering.specification() + " relies on " + slot.min() + " "
                                    + String.join(" or ", slot.specifications()) + " as its " + slot.role() + ", and "
                                    + filled.size() + " is named"));
                }
            });
        }
        return new Result(slots.values().stream().flatMap(List::stream).toList(), after, specifications, diverse);
    }

    private void check(OrderDraft.Relation relation) {
        switch (relation.type()) {
            case "reliesOn" -> reliesOn(relation);
            case "requires", "dependsOn" -> comesAfter(relation);
            case DiversityCheck.TYPE -> {} // judged apart
            default ->
                problems.add(new Problem(
                        relation.path() + ".relationshipType",
                        "must be reliesOn (it is built on it), requires or dependsOn (it comes after it), or "
                                + "diverseFrom (it shares nothing with it), not '"
                                + Shown.of(relation.type()) + "'"));
        }
    }

    private void comesAfter(OrderDraft.Relation relation) {
        if (!relation.toItem()) {
            problems.add(new Problem(
                    relation.path() + ".relationshipType",
                    "must be reliesOn: a product that you hold is there already"));
        } else if (order.items(relation.target()).anyMatch(other -> "delete".equals(other.action()))) {
            problems.add(new Problem(
                    relation.idPath(),
                    "item '" + relation.target()
                            + "' goes only after this order has become active: order this one when that is done"));
        } else if (otherItem(relation).isPresent()) {
            after.add(relation.target());
        }
    }

    private void reliesOn(OrderDraft.Relation relation) {
        Optional<Base> target =
                relation.toItem() ? ofItem(relation) : relation.byKey() ? ofKey(relation) : ofProduct(relation);
        if (target.isEmpty()) {
            complete = false;
        } else if (!seen.add(relation.toItem() + relation.target())) {
            complete = false;
            problems.add(new Problem(
                    relation.idPath(),
                    "'" + relation.target() + "' is named twice: a " + offering.specification()
                            + " relies on each thing once"));
        } else {
            fill(relation, target.get());
        }
    }

    /**
     * @param id of the item, the product, or the service key
     * @param version of the product, 0 for an item
     */
    private record Base(String specification, String id, int version) {}

    private void fill(OrderDraft.Relation relation, Base base) {
        String target = base.specification();
        specifications.add(target);
        String role = relation.role();
        Optional<Offering.Relation> slot = slots.keySet().stream()
                .filter(one -> role == null || one.role().equals(role))
                .filter(one -> one.specifications().contains(target))
                .filter(one -> slots.getOrDefault(one, List.of()).size() < one.max())
                .findFirst();
        if (slot.isPresent()) {
            slots.getOrDefault(slot.get(), List.of())
                    .add(
                            relation.toItem()
                                    ? new OrderRequest.Relation(relation.target(), null)
                                    : new OrderRequest.Relation(null, base.id(), base.version()));
        } else {
            complete = false;
            problems.add(new Problem(relation.idPath(), unfit(target)));
        }
    }

    private String unfit(String target) {
        if (slots.isEmpty()) {
            return "a " + offering.specification() + " relies on nothing";
        }
        int most = slots.keySet().stream().mapToInt(Offering.Relation::max).sum();
        Set<String> fitting = new LinkedHashSet<>();
        slots.keySet().forEach(slot -> fitting.addAll(slot.specifications()));
        return "a " + offering.specification() + " relies on at most " + most + " " + String.join(" or ", fitting)
                + (fitting.contains(target) ? ", and this is one too many" : ", and this is a " + target);
    }

    private Optional<OrderDraft.Item> otherItem(OrderDraft.Relation relation) {
        if (relation.target().equals(item.id())) {
            problems.add(new Problem(relation.idPath(), "an item can't rely on itself"));
            return Optional.empty();
        }
        Optional<OrderDraft.Item> other = order.items(relation.target()).findFirst();
        if (other.isEmpty()) {
            problems.add(new Problem(
                    relation.idPath(), "no item of this order has the id '" + Shown.of(relation.target()) + "'"));
        }
        return other;
    }

    private Optional<Base> ofItem(OrderDraft.Relation relation) {
        if (isAboutAHeldProduct(relation)) {
            problems.add(new Problem(
                    relation.idPath(),
                    "item '" + relation.target() + "' makes nothing new: name the product that you hold instead"));
            return Optional.empty();
        }
        return otherItem(relation)
                .flatMap(other -> Optional.ofNullable(other.offering()))
                .map(other -> new Base(catalogue.specification(other), relation.target(), 0));
    }

    private boolean isAboutAHeldProduct(OrderDraft.Relation relation) {
        return order.items(relation.target())
                .anyMatch(one -> one.action() != null && HeldItemCheck.isFor(one.action()));
    }

    private Optional<Base> ofProduct(OrderDraft.Relation relation) {
        Optional<HeldProduct> product = inventory.product(tenant, relation.target());
        if (product.isEmpty()) {
            problems.add(new Problem(relation.idPath(), "you hold no product '" + Shown.of(relation.target()) + "'"));
        } else if (!product.get().state().equals("active")) {
            problems.add(new Problem(
                    relation.idPath(),
                    "'" + relation.target() + "' is " + product.get().state()
                            + ", and only an active product can be relied on"));
            return Optional.empty();
        } else if (product.get().ending()) {
            problems.add(Problem.conflict(
                    relation.idPath(),
                    "'" + relation.target() + "' is about to be deleted by order "
                            + product.get().changing()));
            return Optional.empty();
        } else if (product.get().renumbered()) {
            problems.add(Problem.conflict(
                    relation.idPath(),
                    "'" + relation.target() + "' gets another number by order "
                            + product.get().changing() + ": order this when that is done, or cancel that first"));
        }
        product.ifPresent(held -> renumberedHere(relation, held));
        return product.map(held -> new Base(held.specification(), held.id(), held.version()));
    }

    private Optional<Base> ofKey(OrderDraft.Relation relation) {
        return keys.check(relation, offering.specification())
                .map(lent -> new Base(
                        lent.port().specification(),
                        lent.key().id(),
                        lent.port().version()));
    }

    /** What is built on a gateway is planned with the number that it has. */
    private void renumberedHere(OrderDraft.Relation relation, HeldProduct held) {
        order.items().stream()
                .filter(other -> held.id().equals(other.productId()))
                .filter(other -> other.characteristic("asn").stream()
                        .anyMatch(asn -> !asn.value().equals(held.characteristic("asn"))))
                .forEach(other -> problems.add(new Problem(
                        relation.idPath(),
                        "'" + relation.target() + "' gets another number by item '" + other.id()
                                + "' of this order: order this one when that is done")));
    }
}
