package dev.turnup.window.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.intake.NewOrder;
import dev.turnup.order.ProductState;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.Inventory;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.OrderValidator;
import dev.turnup.plan.Planner;
import dev.turnup.plan.Problem;
import dev.turnup.plan.Verdict;
import dev.turnup.window.SpeedOrder;
import dev.turnup.window.SpeedOrder.Wish;
import dev.turnup.window.records.WindowTable.Product;
import dev.turnup.window.records.WindowTable.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the ordinary orders that raise a window's products and bring them back, as intake makes those of customers. */
public final class WindowOrders {
    /** Changes of speed take seconds; a promise, and no deadline. */
    private static final Duration USUAL = Duration.ofMinutes(5);

    private static final Set<String> GONE =
            Set.of(ProductState.pendingTerminate.name(), ProductState.terminated.name());

    private final Catalogues catalogues;
    private final Inventory inventory;
    private final List<AdapterProfile> adapters;

    public WindowOrders(Catalogues catalogues, Inventory inventory, List<AdapterProfile> adapters) {
        this.catalogues = catalogues;
        this.inventory = inventory;
        this.adapters = adapters;
    }

    /** What came of it. */
    sealed interface Made {
        record Ready(NewOrder order) implements Made {}

        /** @param later whether it may be possible at another time */
        record Refused(String why, boolean later) implements Made {}
    }

    /** A product that has gone will not be there later either, and one that got faster is not to be lowered. */
    Made raise(Row window, List<Product> products, List<HeldProduct> held, Instant now) {
        for (int n = 0; n < products.size(); n++) {
            boolean isSettled = held.get(n).changing() == null; // else it may be about to be lowered
            if (isSettled && held.get(n).speedMbps() >= products.get(n).windowMbps()) {
                return new Made.Refused(
                        "'" + held.get(n).id() + "' has " + held.get(n).speedMbps()
                                + " Mbit/s by now: there is nothing to raise",
                        false);
            }
        }
        Made made = make(
                window,
                SpeedOrder.RAISE,
                wishes(products, Product::windowMbps),
                prices(products, Product::windowPrice),
                now);
        boolean gone = held.stream().anyMatch(product -> GONE.contains(product.state()));
        return switch (made) {
            case Made.Refused refused when gone -> new Made.Refused(refused.why(), false);
            case Made.Ready ready
            when !isMadeOf(held, ready) -> new Made.Refused("one of its products has just been changed", true);
            default -> made;
        };
    }

    /** What products are to get back is what they had when their raise was planned. */
    private static boolean isMadeOf(List<HeldProduct> held, Made.Ready ready) {
        List<OrderRequest.Item> items = ready.order().request().items();
        return IntStream.range(0, held.size())
                .allMatch(n -> held.get(n).version()
                        == Objects.requireNonNull(items.get(n).basis()).version());
    }

    Made bringBack(Row window, List<Product> raised, Instant now) {
        return make(
                window,
                SpeedOrder.RETURN,
                wishes(raised, Product::usualMbps),
                prices(raised, Product::usualPrice),
                now);
    }

    List<Product> stillRaised(Row window, List<Product> products) {
        return products.stream()
                .filter(product -> held(window, product).speedMbps() != product.usualMbps())
                .toList();
    }

    List<HeldProduct> held(Row window, List<Product> products) {
        return products.stream().map(product -> held(window, product)).toList();
    }

    private HeldProduct held(Row window, Product product) {
        return inventory.product(window.tenant(), product.productId()).orElseThrow();
    }

    private static Map<String, BigDecimal> prices(List<Product> products, Function<Product, BigDecimal> price) {
        return products.stream().collect(Collectors.toMap(Product::productId, price));
    }

    private static List<Wish> wishes(List<Product> products, ToLongFunction<Product> speed) {
        return IntStream.range(0, products.size())
                .mapToObj(n -> new Wish(
                        "productOrderItem[" + n + "]", products.get(n).productId(), speed.applyAsLong(products.get(n))))
                .toList();
    }

    private Made make(Row window, String action, List<Wish> wishes, Map<String, BigDecimal> perHour, Instant now) {
        Catalogue catalogue = catalogues.now();
        OrderValidator validator = new OrderValidator(catalogue, inventory);
        return switch (validator.judge(window.tenant(), SpeedOrder.draft(action, window.id(), wishes), now)) {
            case Verdict.Refused refused ->
                new Made.Refused(
                        refused.problems().getFirst().message(),
                        refused.problems().stream().allMatch(Problem::conflict));
            case Verdict.Valid valid -> planned(catalogue, window, valid.order().at(perHour), wishes, now);
        };
    }

    private Made planned(Catalogue catalogue, Row window, OrderRequest request, List<Wish> wishes, Instant now) {
        try {
            return new Made.Ready(new NewOrder(
                    new Planner(catalogue, inventory, adapters)
                            .plan(UUID.randomUUID().toString(), window.tenant(), request),
                    request,
                    body(window, request, wishes).toString(),
                    List.of(),
                    List.of(),
                    now,
                    now,
                    now.plus(USUAL)));
        } catch (IllegalStateException e) { // no adapter in service
            return new Made.Refused(String.valueOf(e.getMessage()), true);
        }
    }

    /** As customers see it: TMF622 knows no return, which is a modification. */
    private static ObjectNode body(Row window, OrderRequest request, List<Wish> wishes) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        String what = request.items().getFirst().action().equals(SpeedOrder.RAISE) ? "begins" : "ends";
        order.put("description", "Event window " + Objects.requireNonNullElse(window.name(), window.id()) + " " + what);
        IntStream.range(0, wishes.size()).forEach(n -> {
            ObjectNode item = order.withArray("productOrderItem").addObject();
            item.put("id", request.items().get(n).id()).put("action", "modify");
            ObjectNode product =
                    item.putObject("product").put("id", wishes.get(n).productId());
            product.putArray("productCharacteristic")
                    .addObject()
                    .put("name", "speedMbps")
                    .put("value", wishes.get(n).speedMbps());
        });
        return order;
    }
}
