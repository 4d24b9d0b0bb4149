package dev.turnup.intake;

import dev.turnup.Json;
import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import dev.turnup.order.ProductState;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.PlannedItem;
import dev.turnup.relay.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Writes an acknowledged order: everything in the caller's transaction, or nothing. */
public final class OrderIntake {
    private static final Map<String, String> ACKNOWLEDGED = Map.of("to", "acknowledged");

    private OrderIntake() {}

    public static void store(Handle tx, NewOrder order) {
        OrderTables tables = tx.attach(OrderTables.class);
        List<PlannedItem> items = order.plan().items();
        List<String> held = order.request().items().stream()
                .flatMap(item -> held(item).stream())
                .distinct()
                .toList();
        Bases bases = Bases.lock(tx, held, order.createdAt());
        keep(tables, order.request());
        tables.addOrder(
                order.id(),
                order.tenant(),
                order.plan().mode().name(),
                order.body(),
                Json.write(order.plan()),
                order.createdAt(),
                order.expectedAt());
        order.externalIds().forEach(id -> tables.addExternalId(order.id(), id, order.tenant()));
        order.secrets()
                .forEach(secret -> tables.addSecret(secret.id(), order.tenant(), secret.content(), order.createdAt()));
        List<Event> events = new ArrayList<>();
        for (int n = 0; n < items.size(); n++) {
            PlannedItem item = items.get(n);
            OrderRequest.Item requested = order.request().items().get(n);
            tables.addItem(order.id(), item.id(), n + 1, item.productId(), requested.action(), Load.of(requested));
            events.add(new Event("itemState", item.id(), ACKNOWLEDGED));
            store(tables, bases, order, item, requested);
        }
        events.add(new Event("orderState", "", ACKNOWLEDGED)); // what is told of the order has its items
        for (int n = 0; n < items.size(); n++) {
            if (order.request().items().get(n).isAdd()) {
                events.add(
                        new Event("productState", items.get(n).productId(), Map.of("to", ProductState.pendingActive)));
            }
        }
        Events.append(tx, order.id(), order.createdAt(), events);
        new Outbox(tx, order.createdAt()).start(order.id(), order.tenant(), order.startsAt());
    }

    /** What the order is of can't be deleted from here on; what ships never is. Throws ProductBusy where it was. */
    private static void keep(OrderTables tables, OrderRequest request) {
        List<String> offerings = request.items().stream()
                .filter(item -> item.isAdd() && !item.offering().equals(item.specification()))
                .map(OrderRequest.Item::offering)
                .distinct()
                .toList();
        List<String> kept = offerings.isEmpty() ? List.of() : tables.lockOfferings(offerings);
        offerings.stream().filter(id -> !kept.contains(id)).findFirst().ifPresent(id -> {
            throw ProductBusy.offering(id);
        });
    }

    /** Throws ProductBusy when another order, a window or a lock was quicker. */
    private static void store(
            OrderTables tables, Bases bases, NewOrder order, PlannedItem item, OrderRequest.Item requested) {
        if (requested.isAdd()) {
            add(tables, bases, order, item, requested);
        } else if (!change(tables, order, item, requested)) {
            throw new ProductBusy(item.productId());
        }
    }

    private static boolean change(OrderTables tables, NewOrder order, PlannedItem item, OrderRequest.Item requested) {
        String product = item.productId();
        int version = Objects.requireNonNull(requested.basis()).version();
        String action = requested.action();
        String window = order.request().window();
        return tables.changing(order.id(), order.tenant(), product, action, window, version) == 1
                && !(action.equals("delete") && tables.isReliedOn(product, ending(order.request())))
                && !isTakenFromWindow(tables, order, product, action.equals("delete"))
                && !(item.changes("asn") && tables.isReliedOn(product, List.of(product)));
    }

    /** What ends a product, or holds it until a later date: as it was judged, but of bookings that are there by now. */
    private static boolean isTakenFromWindow(OrderTables tables, NewOrder order, String product, boolean deleted) {
        Instant start = order.request().requested();
        return (deleted || start != null)
                && tables.isBooked(product, Objects.requireNonNullElse(start, order.createdAt()), deleted);
    }

    private static List<String> ending(OrderRequest request) {
        return request.items().stream()
                .filter(item -> item.action().equals("delete"))
                .map(item -> Objects.requireNonNull(item.productId()))
                .toList();
    }

    private static List<String> held(OrderRequest.Item item) {
        return item.isAdd()
                ? item.relations().stream()
                        .flatMap(relation -> Stream.ofNullable(relation.productId()))
                        .toList()
                : List.of(Objects.requireNonNull(item.productId()));
    }

    private static void add(
            OrderTables tables, Bases bases, NewOrder order, PlannedItem item, OrderRequest.Item requested) {
        for (OrderRequest.Relation relation : requested.relations()) {
            String base = relation.productId();
            if (base != null && !tables.canBeBuiltOn(bases.product(base), relation.version(), order.id())) {
                throw new ProductBusy(base);
            }
        }
        List<String> reliesOn = requested.relations().stream()
                .map(relation -> relation.itemId() == null
                        ? relation.productId()
                        : order.plan().item(relation.itemId()).productId())
                .toList();
        tables.addProduct(
                item.productId(),
                order.tenant(),
                order.id(),
                item.id(),
                item.offering(),
                item.name(),
                item.place(),
                Json.write(new ProductBody(requested.characteristics(), reliesOn)),
                item.perHour(),
                order.plan().currency(),
                order.createdAt());
        reliesOn.stream()
                .distinct()
                .forEach(base -> tables.addRelation(item.productId(), bases.product(base), bases.key(base)));
    }
}
