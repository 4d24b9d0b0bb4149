package dev.turnup.journal;

import dev.turnup.journal.Events.Event;
import dev.turnup.order.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Changes an order's state along its machine; every change names the state it starts from. */
public final class OrderStates {
    private OrderStates() {}

    /** The events of the changes that were made: none where the state stays or can't be reached, two through inProgress. */
    public static List<Event> change(Handle tx, String orderId, OrderState to) {
        return change(tx.attach(Orders.class), orderId, to);
    }

    static List<Event> change(Orders orders, String orderId, OrderState to) {
        OrderState from = OrderState.valueOf(orders.state(orderId));
        List<Event> events = new ArrayList<>();
        for (OrderState next : OrderState.MACHINE.path(from, to, OrderState.inProgress)) {
            if (orders.change(orderId, from.name(), next.name()) == 1) {
                events.add(new Event("orderState", "", Map.of("from", from, "to", next)));
            }
            from = next;
        }
        return events;
    }
}
