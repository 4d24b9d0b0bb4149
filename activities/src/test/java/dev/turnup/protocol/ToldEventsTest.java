package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.OrderState;
import dev.turnup.simulated.Behaviour;
import dev.turnup.step.FailureCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events of TMF622 and TMF637 an order's history is told as. That they have no gaps is checked of every order. */
class ToldEventsTest {
    private final OrderLab lab = OrderLab.shared();

    private List<String> told(PlacedOrder order, String hub) {
        return lab.list(
                "select told_as from order_event where order_id = ? and hub = ? order by number", order.id, hub);
    }

    @Test
    void an_order_that_goes_well() {
        PlacedOrder order = lab.place(Path.CIRCUIT, Orders.of(Orders.port("1"), Orders.port("2")))
                .ends(OrderState.completed);

        assertThat(told(order, "ordering"))
                .containsExactly(
                        "ProductOrderCreateEvent",
                        "ProductOrderStateChangeEvent",
                        "ProductOrderAttributeValueChangeEvent",
                        "ProductOrderMilestoneEvent",
                        "ProductOrderAttributeValueChangeEvent",
                        "ProductOrderStateChangeEvent");
        assertThat(told(order, "inventory"))
                .containsExactly(
                        "ProductCreateEvent",
                        "ProductCreateEvent",
                        "ProductStateChangeEvent",
                        "ProductStateChangeEvent");
    }

    @Test
    void a_customer_learns_what_an_order_waits_for() {
        PlacedOrder order = lab.place(Path.CANCEL_BY_CUSTOMER, Orders.of(Orders.port("1"), Orders.aws("2", "1")))
                .until("pending")
                .cancelByCustomer()
                .ends(OrderState.cancelled);

        assertThat(told(order, "ordering"))
                .containsOnlyOnce("ProductOrderInformationRequiredEvent", "CancelProductOrderStateChangeEvent");
        assertThat(told(order, "inventory"))
                .containsExactly(
                        "ProductCreateEvent",
                        "ProductCreateEvent",
                        "ProductStateChangeEvent",
                        "ProductStateChangeEvent");
    }

    @Test
    void an_order_that_cannot_be_kept_says_why() {
        PlacedOrder order = lab.store(Path.REFUSED, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .script("1/build-access", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "no"))
                .start()
                .ends(OrderState.failed);

        assertThat(told(order, "ordering")).containsOnlyOnce("ProductOrderErrorMessageEvent");
    }

    @Test
    void a_product_that_changes_and_goes_is_told_by_the_orders_that_do_it() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .ends(OrderState.completed);
        PlacedOrder changed = lab.change(
                        Path.MODIFY_SPEED, Wishes.modify("1", made.product("1"), Map.of("speedMbps", 500)))
                .ends(OrderState.completed);
        PlacedOrder deleted =
                lab.change(Path.DELETE, Wishes.delete("1", made.product("1"))).ends(OrderState.completed);

        assertThat(told(changed, "inventory")).containsExactly("ProductAttributeValueChangeEvent");
        assertThat(told(deleted, "inventory"))
                .containsExactly("ProductStateChangeEvent", "ProductStateChangeEvent", "ProductDeleteEvent");
    }
}
