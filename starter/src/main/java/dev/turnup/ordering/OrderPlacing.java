package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.LimitedWork;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.intake.Caller;
import dev.turnup.intake.NewOrder;
import dev.turnup.intake.OrderIntake;
import dev.turnup.intake.OrderReads.ItemRow;
import dev.turnup.intake.OrderReads.OrderRow;
import dev.turnup.intake.OrderReads.StateRow;
import dev.turnup.intake.ProductBusy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The life of a request to order: read, judged, planned, stored, answered. */
@OnIntake
@Component
public class OrderPlacing {
    private final OrderJudge judge;
    private final Once once;

    OrderPlacing(OrderJudge judge, Once once) {
        this.judge = judge;
        this.once = once;
    }

    ResponseEntity<JsonNode> place(Caller caller, Optional<String> key, JsonNode body) {
        return once.created(
                caller,
                key,
                TmfPaths.PRODUCT_ORDERS,
                body,
                () -> LimitedWork.of(
                        caller.tenant(), work(judge.judge(caller.tenant(), OrderReader.read(body), body))));
    }

    /** Throws Refusal when one of the products was locked, or another order has begun to change it, meanwhile. */
    public static Once.Work work(NewOrder order) {
        return new Once.Work(answer(order), tx -> {
            try {
                OrderIntake.store(tx, order);
            } catch (ProductBusy busy) {
                throw Refusal.conflict(String.valueOf(busy.getMessage()));
            }
        });
    }

    private static JsonNode answer(NewOrder order) {
        OrderRow row = new OrderRow(
                order.id(),
                order.tenant(),
                "acknowledged",
                order.body(),
                Json.write(order.plan()),
                order.createdAt(),
                order.expectedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        List<ItemRow> items = order.plan().items().stream()
                .map(item -> new ItemRow(order.id(), item.id(), "acknowledged", item.productId()))
                .toList();
        List<StateRow> states = new ArrayList<>();
        String acknowledged = "{\"to\":\"acknowledged\"}";
        states.add(new StateRow(order.id(), "orderState", "", order.createdAt(), acknowledged));
        items.forEach(
                item -> states.add(new StateRow(order.id(), "itemState", item.id(), order.createdAt(), acknowledged)));
        return new OrderAnswer(row, items, states, List.of()).json();
    }
}
