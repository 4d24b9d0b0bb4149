package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.ServiceKey.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be ordered with service keys. Nothing is told of the port behind one, nor of keys that don't exist. */
record ServiceKeyCheck(
        Inventory inventory,
        String tenant,
        OrderDraft order,
        OrderDraft.Item item,
        Instant now,
        List<Problem> problems) {
    /** What takes a VLAN and bandwidth on a port, and is known by them. */
    private static final Set<String> KINDS = Set.of("virtual-circuit", "cloud-connection");

    /** @param port as its owner holds it */
    record Lent(ServiceKey key, HeldProduct port) {}

    /** Of a new item of this kind; empty, with one problem, where it can't be ordered so. */
    Optional<Lent> check(OrderDraft.Relation relation, String specification) {
        Optional<ServiceKey> key = inventory.serviceKey(relation.target(), now);
        Optional<HeldProduct> port = key.flatMap(known -> inventory.base(tenant, known.id()));
        if (!KINDS.contains(specification)) {
            refuse(relation, "a " + specification + " can't be ordered with a service key");
        } else if (item.relations().stream().filter(OrderDraft.Relation::byKey).count() > 1) {
            refuse(relation, "one end at most is given by a service key: name a port of your own for the other");
        } else if (key.isEmpty() || port.isEmpty()) {
            refuse(relation, "there is no such service key");
        } else if (key.get().tenant().equals(tenant)) {
            refuse(relation, "this is a key to a port of your own: name the port itself");
        } else if (key.get().state() != State.active) {
            refuse(
                    relation,
                    "'" + key.get().id() + "' is " + key.get().state() + ": ask who gave it to you for another");
        } else if (key.get().singleUse() && uses(relation) > 1) {
            refuse(relation, "'" + key.get().id() + "' is good for one connection only");
        } else if (speed() > key.get().maxSpeedMbps()) {
            refuse(relation, isOver(key.get()));
        } else if (!port.get().state().equals("active") || port.get().ending()) {
            problems.add(Problem.conflict(
                    relation.idPath(), "where '" + key.get().id() + "' leads nothing can be connected at present"));
        } else {
            return Optional.of(new Lent(key.get(), port.get()));
        }
        return Optional.empty();
    }

    /** Of what was ordered with a key and is to be faster; what is made slower asks nobody. */
    void raise(HeldProduct product, Map<String, JsonNode> values) {
        product.reliesOn().stream()
                .filter(ServiceKey::isId)
                .flatMap(id -> inventory.serviceKey(id, now).stream())
                .forEach(key -> item.characteristic("speedMbps")
                        .filter(given ->
                                values.getOrDefault("speedMbps", given.value()).asLong() > product.speedMbps())
                        .ifPresent(given -> raise(key, given)));
    }

    private void raise(ServiceKey key, OrderDraft.Characteristic speed) {
        if (!key.isOpen(now)) {
            problems.add(new Problem(
                    speed.path() + ".value",
                    "'" + key.id() + "' is "
                            + (key.revokedAt() != null || key.state() == State.suspended ? key.state() : State.expired)
                            + ": what was ordered with it goes on, but gets no faster"));
        } else if (speed() > key.maxSpeedMbps()) {
            problems.add(new Problem(speed.path() + ".value", isOver(key)));
        }
    }

    private static String isOver(ServiceKey key) {
        return "'" + key.id() + "' is good for at most " + key.maxSpeedMbps() + " Mbit/s";
    }

    private long speed() {
        return item.characteristic("speedMbps")
                .map(given -> given.value().asLong())
                .orElse(0L);
    }

    private long uses(OrderDraft.Relation relation) {
        return order.items().stream()
                .flatMap(other -> other.relations().stream())
                .filter(other -> other.byKey() && other.target().equals(relation.target()))
                .count();
    }

    private void refuse(OrderDraft.Relation relation, String message) {
        problems.add(new Problem(relation.idPath(), message));
    }
}
