package dev.turnup.ordering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.OnIntake;
import dev.turnup.intake.CancelTasks;
import dev.turnup.intake.CancelTasks.CancelRow;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.OrderReads.ItemRow;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.OrderReads.StateRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks up what belongs to orders, and makes answers of it. */
@OnIntake
@Component
class OrderAnswers {
    private final OrderReads orders;
    private final CancelTasks cancels;

    OrderAnswers(OrderReads orders, CancelTasks cancels) {
        this.orders = orders;
        this.cancels = cancels;
    }

    ObjectNode json(OrderRow order) {
        return json(List.of(order)).getFirst();
    }

    List<ObjectNode> json(List<OrderRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(OrderRow::id).toList();
        Map<String, List<ItemRow>> items = orders.items(ids).stream().collect(Collectors.groupingBy(ItemRow::orderId));
        Map<String, List<StateRow>> states =
                orders.states(ids).stream().collect(Collectors.groupingBy(StateRow::orderId));
        Map<String, List<CancelRow>> done =
                cancels.done(ids).stream().collect(Collectors.groupingBy(CancelRow::orderId));
        return rows.stream()
                .map(row -> new OrderAnswer(
                        row,
                        items.getOrDefault(row.id(), List.of()),
                        states.getOrDefault(row.id(), List.of()),
                        done.getOrDefault(row.id(), List.of())))
                .map(OrderAnswer::json)
                .toList();
    }
}
