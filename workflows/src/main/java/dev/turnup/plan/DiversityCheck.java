package dev.turnup.plan;

import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Offering;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.OrderRequest.Diverse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * With what one item must not share a device, a building entry or a path. Between two items of an order the later one keeps
 * apart from the earlier one, whichever of them says so.
 */
final class DiversityCheck {
    static final String TYPE = "diverseFrom";

    /** What can be kept apart, the usual one first. */
    private static final Map<String, List<String>> KINDS =
            Map.of("port", List.of("entry", "device"), "virtual-circuit", List.of("path"));

    private final Catalogue catalogue;
    private final Inventory inventory;
    private final String tenant;
    private final OrderDraft order;
    private final OrderDraft.Item item;
    private final Offering offering;
    private final List<Problem> problems;
    private final List<Diverse> diverse = new ArrayList<>();

    DiversityCheck(
            Catalogue catalogue,
            Inventory inventory,
            String tenant,
            OrderDraft order,
            OrderDraft.Item item,
            Offering offering,
            List<Problem> problems) {
        this.catalogue = catalogue;
        this.inventory = inventory;
        this.tenant = tenant;
        this.order = order;
        this.item = item;
        this.offering = offering;
        this.problems = problems;
    }

    List<Diverse> check() {
        item.relations().stream()
                .filter(relation -> relation.type().equals(TYPE))
                .forEach(this::check);
        for (OrderDraft.Item earlier : earlier()) {
            earlier.relations().stream()
                    .filter(relation -> relation.type().equals(TYPE) && relation.toItem())
                    .filter(relation -> relation.target().equals(item.id()) && earlier.id() != null)
                    .forEach(relation -> apart(new OrderRequest.Relation(earlier.id(), null), relation));
        }
        return diverse.stream().distinct().toList();
    }

    private List<OrderDraft.Item> earlier() {
        return order.items().subList(0, order.items().indexOf(item));
    }

    private void check(OrderDraft.Relation relation) {
        List<String> kinds = KINDS.getOrDefault(offering.specification(), List.of());
        if (kinds.isEmpty()) {
            problem(
                    relation.path(),
                    "only ports and virtual circuits can be diverse, not a " + offering.specification());
        } else if (relation.role() != null && !kinds.contains(relation.role())) {
            problem(
                    relation.path() + ".role",
                    "must be " + String.join(" or ", kinds) + ", not '" + Shown.of(relation.role()) + "'");
        } else {
            other(relation);
        }
    }

    private void other(OrderDraft.Relation relation) {
        Optional<String> other = relation.toItem() ? ofItem(relation) : ofProduct(relation);
        if (other.isEmpty() || (relation.toItem() && relation.target().equals(item.id()))) {
            problem(
                    relation.idPath(),
                    "'" + Shown.of(relation.target()) + "' is nothing that this can be diverse from");
        } else if (!other.get().equals(offering.specification())) {
            problem(relation.idPath(), "a " + offering.specification() + " can't be diverse from a " + other.get());
        } else if (!relation.toItem()) {
            apart(new OrderRequest.Relation(null, relation.target()), relation);
        } else if (earlier().stream().anyMatch(one -> relation.target().equals(one.id()))) {
            apart(new OrderRequest.Relation(relation.target(), null), relation);
        }
    }

    private void apart(OrderRequest.Relation from, OrderDraft.Relation said) {
        List<String> kinds = KINDS.getOrDefault(offering.specification(), List.of());
        if (!kinds.isEmpty()) {
            diverse.add(new Diverse(from, Objects.requireNonNullElse(said.role(), kinds.getFirst())));
        }
    }

    private Optional<String> ofItem(OrderDraft.Relation relation) {
        return order.items(relation.target())
                .filter(other -> "add".equals(other.action()))
                .flatMap(other -> Optional.ofNullable(other.offering()).stream())
                .map(catalogue::specification)
                .findFirst();
    }

    private Optional<String> ofProduct(OrderDraft.Relation relation) {
        return inventory
                .product(tenant, relation.target())
                .filter(product -> product.state().equals("active"))
                .map(HeldProduct::specification);
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
