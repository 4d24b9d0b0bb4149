package dev.turnup.window;

import dev.turnup.Json;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderDraft;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The one order that changes the speed of all products of a window: all of them or none. */
public final class SpeedOrder {
    public static final String RAISE = "modify";
    /** Runs forward only: what is refused goes to an operator and never back. */
    public static final String RETURN = "restore";

    private SpeedOrder() {}

    /** @param path in the customer's JSON */
    public record Wish(String path, String productId, long speedMbps) {}

    /** @param window null where it isn't booked yet */
    public static OrderDraft draft(String action, @Nullable String window, List<Wish> wishes) {
        List<OrderDraft.Item> items = IntStream.range(0, wishes.size())
                .mapToObj(n -> item(action, String.valueOf(n + 1), wishes.get(n)))
                .toList();
        return new OrderDraft(CompletionMode.allOrNothing, null, null, items, window, List.of());
    }

    private static OrderDraft.Item item(String action, String id, Wish wish) {
        OrderDraft.Characteristic speed = new OrderDraft.Characteristic(
                wish.path() + ".speedMbps", null, "speedMbps", Json.tree(wish.speedMbps()));
        return new OrderDraft.Item(
                wish.path(), id, action, null, wish.productId(), null, List.of(), List.of(speed), List.of());
    }
}
