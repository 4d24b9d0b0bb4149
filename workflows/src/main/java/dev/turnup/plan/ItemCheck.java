package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.LifecycleStatus;
import dev.turnup.catalogue.Offering;
import dev.turnup.plan.Inventory.Place;
import dev.turnup.plan.OrderRequest.Known;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for one item. */
record ItemCheck(
        Catalogue catalogue,
        Inventory inventory,
        String tenant,
        OrderDraft order,
        OrderDraft.Item item,
        Instant now,
        List<Problem> problems) {

    /** The item with its defaults; empty where it is not even known what it is. */
    Optional<OrderRequest.Item> check() {
        if (item.action() != null && HeldItemCheck.isFor(item.action())) {
            return new HeldItemCheck(catalogue, inventory, tenant, order, item, now, problems).check();
        }
        action();
        if (item.offering() == null) {
            return Optional.empty();
        }
        Optional<Offering> offering = catalogue.offering(item.offering());
        if (offering.isEmpty() || !offering.get().edition().isOrderable(now)) {
            problem(
                    ".productOffering.id",
                    notSold(offering) + "; there are "
                            + catalogue.orderable(now).stream()
                                    .map(Offering::id)
                                    .collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        return check(offering.get());
    }

    private String notSold(Optional<Offering> offering) {
        return offering.map(Offering::edition)
                .filter(edition ->
                        edition.status() == LifecycleStatus.RETIRED || edition.status() == LifecycleStatus.OBSOLETE)
                .map(edition -> "'" + item.offering() + "' is not sold any more")
                .orElse("no offering is called '" + Shown.of(String.valueOf(item.offering())) + "'");
    }

    private Optional<OrderRequest.Item> check(Offering offering) {
        int before = problems.size();
        Map<String, JsonNode> values = new CharacteristicCheck(offering, item, problems).check();
        boolean sound = problems.size() == before;
        if (offering.forCloud() != null) {
            new CloudCheck(inventory, item, values, problems).check(offering.forCloud());
        }
        Optional<PlaceSource.Found> place = place(offering, values);
        Known known = place.map(found -> found.known(offering, values)).orElse(null);
        if (sound) {
            new PriceCheck(offering, item, problems).check(values, known);
        }
        RelationCheck.Result relations =
                new RelationCheck(catalogue, inventory, tenant, order, item, offering, now, problems).check();
        if (offering.forCloud() != null && relations.specifications().size() == 1) {
            BgpCheck.check(item, relations.specifications().contains("multi-cloud-gateway"), problems);
        }
        if (item.id() == null) {
            return Optional.empty();
        }
        return Optional.of(new OrderRequest.Item(
                item.id(),
                "add",
                offering.id(),
                offering.specification(),
                null,
                name(values),
                place.map(found -> found.place().id()).orElse(null),
                values,
                relations.reliesOn(),
                relations.after(),
                relations.diverseFrom(),
                null,
                known));
    }

    private void action() {
        if (item.action() != null && !item.action().equals("add")) {
            problem(".action", "'" + Shown.of(item.action()) + "' can't be ordered; add, modify and delete can");
        }
        if (item.productId() != null) {
            problem(".product.id", "must be left out: a new product gets its id when it is ordered");
        }
    }

    private @Nullable String name(Map<String, JsonNode> values) {
        JsonNode named = values.get("name");
        return item.name() != null || named == null ? item.name() : named.asText();
    }

    /** Empty where it has none, and where what is wrong with it is noted. */
    private Optional<PlaceSource.Found> place(Offering offering, Map<String, JsonNode> values) {
        if (offering.placeKind().equals("none")) {
            noPlace(offering);
            return Optional.empty();
        }
        if (item.places().size() != 1) {
            problem(
                    ".product.place",
                    "must be one place, the id of a " + offering.placeKind() + ", and there are "
                            + item.places().size());
            return Optional.empty();
        }
        OrderDraft.Place named = item.places().getFirst();
        return new PlaceSource(inventory, tenant, now, item, problems)
                .find(named.id(), named.path(), offering)
                .filter(found -> isServed(found.place(), offering, named, values));
    }

    private void noPlace(Offering offering) {
        if (!item.places().isEmpty()) {
            problem(".product.place", "must be left out: a " + offering.specification() + " has no place of its own");
        }
        if (item.answer() != null) {
            problems.add(new Problem(
                    item.answer().path(),
                    "must be left out: a " + offering.specification() + " has no place of its own"));
        }
    }

    private boolean isServed(Place place, Offering offering, OrderDraft.Place named, Map<String, JsonNode> values) {
        if (!place.kind().equals(offering.placeKind())) {
            problems.add(new Problem(
                    named.path(),
                    "'" + named.id() + "' is a " + place.kind() + ", and a " + offering.specification() + " needs a "
                            + offering.placeKind()));
        } else if (place.ways().isEmpty()) {
            problems.add(new Problem(named.path(), "'" + place.id() + "' can't be connected: no network reaches it"));
        } else {
            new PlaceCheck(item, problems).speed(place, values);
            return true;
        }
        return false;
    }

    private void problem(String below, String message) {
        problems.add(new Problem(item.path() + below, message));
    }
}
