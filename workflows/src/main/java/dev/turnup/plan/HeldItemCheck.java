package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Offering;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.OrderRequest.Known;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for an item that is about a product which the customer holds. */
record HeldItemCheck(
        Catalogue catalogue,
        Inventory inventory,
        String tenant,
        OrderDraft order,
        OrderDraft.Item item,
        Instant now,
        List<Problem> problems) {
    /** In which states of the product each action makes sense. */
    private static final Map<String, Set<String>> STATES = Map.of(
            "modify", Set.of("active"),
            "restore", Set.of("active"),
            "suspend", Set.of("active"),
            "resume", Set.of("suspended"),
            "delete", Set.of("active", "suspended"));

    static boolean isFor(String action) {
        return STATES.containsKey(action);
    }

    Optional<OrderRequest.Item> check() {
        String id = item.productId();
        if (id == null) {
            problem(".product.id", "is missing: which of your products is meant");
            return Optional.empty();
        }
        Optional<HeldProduct> product = inventory.product(tenant, id);
        if (product.isEmpty()) {
            problem(".product.id", "you hold no product '" + Shown.of(id) + "'");
            return Optional.empty();
        }
        return check(product.get());
    }

    private Optional<OrderRequest.Item> check(HeldProduct product) {
        int before = problems.size();
        String action = Objects.requireNonNull(item.action());
        sameAsOrdered(product);
        answer(action);
        onlyItem(product);
        state(product, action);
        if (problems.size() > before) {
            return Optional.empty(); // what follows would only confuse
        }
        Optional<Offering> offering = catalogue.offering(product.offering());
        if (offering.isEmpty()) { // another process has made it, and this one has yet to see it
            conflict("'" + product.offering() + "' isn't known here yet: send the order again");
            return Optional.empty();
        }
        return check(product, offering.get(), action);
    }

    private Optional<OrderRequest.Item> check(HeldProduct product, Offering offering, String action) {
        int before = problems.size();
        Map<String, JsonNode> values = product.characteristics();
        Known known = null;
        if (action.equals("restore") && order.window() != null) {
            values = restored(product); // it was promised when the window was booked
        } else if (action.equals("modify") || action.equals("restore")) {
            values = new ChangedValues(inventory, item, product, offering, problems).check();
            boolean sound = problems.size() == before;
            known = place(product, offering, values);
            boolean isRepriced = action.equals("modify") && order.window() == null;
            if (sound && isRepriced && !offering.isPricedAlike(values, product.characteristics())) {
                new PriceCheck(offering, item, problems).check(values, known);
            }
            lent(product, action, values);
        }
        List<String> after = action.equals("delete") ? dependents(product) : List.of();
        String id = item.id();
        return id == null || problems.size() > before
                ? Optional.empty()
                : Optional.of(new OrderRequest.Item(
                        id,
                        action,
                        product.offering(),
                        product.specification(),
                        product.id(),
                        name(),
                        product.place(),
                        values,
                        product.reliesOn().stream()
                                .map(base -> new OrderRequest.Relation(null, base))
                                .toList(),
                        after,
                        List.of(),
                        new OrderRequest.Basis(product.version(), known == null ? null : known.perHour()),
                        known));
    }

    /** What another speed needs of the place; of a window that was looked at, and all reserved, when it was booked. */
    private @Nullable Known place(HeldProduct product, Offering offering, Map<String, JsonNode> values) {
        boolean same = Objects.equals(values.get("speedMbps"), product.characteristic("speedMbps"));
        if (product.place() == null || same || order.window() != null) {
            if (item.answer() != null) {
                problems.add(new Problem(item.answer().path(), "goes with another speed only: leave it out"));
            }
            return null;
        }
        if (item.answer() == null && !isRaised(product, values)) {
            return null; // its line carries more already, whatever the place can have by now
        }
        return new PlaceSource(inventory, tenant, now, item, problems)
                .find(product, item.path(), offering)
                .map(there -> judged(product, there, offering, values))
                .orElse(null);
    }

    /** What a window raises was promised when it was booked. */
    private void lent(HeldProduct product, String action, Map<String, JsonNode> values) {
        if (action.equals("modify") && order.window() == null) {
            new ServiceKeyCheck(inventory, tenant, order, item, now, problems).raise(product, values);
        }
    }

    private @Nullable Known judged(
            HeldProduct product, PlaceSource.Found there, Offering offering, Map<String, JsonNode> values) {
        PlaceCheck check = new PlaceCheck(item, problems);
        Optional<String> technology = product.technology().filter(built -> isRaised(product, values));
        technology.ifPresentOrElse(
                built -> check.speed(there.place(), built, values), () -> check.speed(there.place(), values));
        return technology.map(there::by).orElse(there).known(offering, values);
    }

    private static boolean isRaised(HeldProduct product, Map<String, JsonNode> values) {
        JsonNode speed = values.get("speedMbps");
        return speed != null && speed.asLong() > product.speedMbps();
    }

    private Map<String, JsonNode> restored(HeldProduct product) {
        Map<String, JsonNode> values = new LinkedHashMap<>(product.characteristics());
        item.characteristics().forEach(given -> values.put(given.name(), given.value()));
        return values;
    }

    /** A port's name is a characteristic, too. */
    private @Nullable String name() {
        return item.name() != null
                ? item.name()
                : item.characteristic("name")
                        .map(given -> given.value().asText())
                        .orElse(null);
    }

    /** MEF 57.2: a change repeats offering and place, or leaves them out. */
    private void sameAsOrdered(HeldProduct product) {
        if (item.offering() != null && !item.offering().equals(product.offering())) {
            problem(".productOffering.id", "'" + product.id() + "' is a " + product.offering());
        }
        item.places().stream()
                .filter(place -> !place.id().equals(product.place()))
                .forEach(place -> problems.add(new Problem(
                        place.path(), "a product stays where it is: order another one there, and delete this one")));
        item.relations().stream()
                .filter(relation -> relation.toItem() || !product.reliesOn().contains(relation.target()))
                .forEach(relation -> problems.add(
                        new Problem(relation.path(), "what a product relies on can't be changed: order another one")));
    }

    private void answer(String action) {
        if (item.answer() != null && !action.equals("modify")) {
            problems.add(new Problem(item.answer().path(), "goes with add and modify only"));
        }
    }

    private void onlyItem(HeldProduct product) {
        boolean another = order.items().stream()
                .anyMatch(other -> other != item && product.id().equals(other.productId()));
        if (another) {
            problem(".product.id", "another item of this order is about '" + product.id() + "' too");
        }
    }

    private void state(HeldProduct product, String action) {
        Set<String> right = STATES.getOrDefault(action, Set.of());
        if (!right.contains(product.state())) {
            conflict("'" + product.id() + "' is " + product.state() + ", and only what is "
                    + right.stream().sorted().collect(Collectors.joining(" or ")) + " can be "
                    + participle(action));
        } else if (product.changing() != null && !product.changing().equals(order.window())) {
            conflict("'" + product.id() + "' is being changed by " + product.changing()
                    + ": wait for its end, or cancel it first");
        } else if (action.equals("delete") && product.deletionLock() != null) {
            conflict("'" + product.id() + "' is locked against deletion: " + product.deletionLock());
        } else {
            booking(product, action);
        }
    }

    /** What ends the product, or holds it until a later date, would take it from a window that is booked. */
    private void booking(HeldProduct product, String action) {
        Instant start = order.requestedStart();
        inventory.bookings(product.id()).stream()
                .filter(booking -> action.equals("delete") || (start != null && !start.isBefore(booking.raiseAt())))
                .findFirst()
                .ifPresent(booking -> conflict("'" + product.id() + "' is booked for " + booking.windowId()
                        + ", which raises it at " + booking.raiseAt() + ": cancel that first"
                        + (action.equals("delete") ? "" : ", or begin before it")));
    }

    private static String participle(String action) {
        return switch (action) {
            case "modify", "restore" -> "modified";
            case "suspend" -> "suspended";
            default -> action + "d";
        };
    }

    /** The items that delete what relies on it: they come first; whatever isn't deleted here stands in the way. */
    private List<String> dependents(HeldProduct product) {
        List<String> dependents = inventory.dependents(product.id());
        Map<String, String> deleted = order.items().stream()
                .filter(other -> "delete".equals(other.action()) && other.productId() != null && other.id() != null)
                .collect(Collectors.toMap(
                        other -> String.valueOf(other.productId()),
                        other -> String.valueOf(other.id()),
                        (one, two) -> one));
        List<String> left =
                dependents.stream().filter(one -> !deleted.containsKey(one)).toList();
        if (!left.isEmpty()) {
            conflict("'" + product.id() + "' can't go while these rely on it: " + String.join(", ", left)
                    + "; delete them first, or in this order"
                    + (left.stream().anyMatch(ServiceKey::isId)
                            ? ". What was ordered with a service key ends when its owner deletes it"
                            : ""));
        }
        order.items().stream()
                .filter(other -> other.relations().stream()
                        .anyMatch(one -> !one.toItem()
                                && one.type().equals("reliesOn")
                                && one.target().equals(product.id())))
                .forEach(other -> problem(
                        ".product.id", "item '" + other.id() + "' of this order relies on '" + product.id() + "'"));
        return dependents.stream()
                .flatMap(one -> Optional.ofNullable(deleted.get(one)).stream())
                .toList();
    }

    private void problem(String below, String message) {
        problems.add(new Problem(item.path() + below, message));
    }

    private void conflict(String message) {
        problems.add(Problem.conflict(item.path() + ".product.id", message));
    }
}
