package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.OrderState;
import org.junit.jupiter.api.Test;

/** Products that an operator takes out of service for a while. */
class SuspendTest {
    private final OrderLab lab = OrderLab.shared();

    @Test
    void a_suspended_line_passes_nothing_and_costs_nothing_until_it_is_resumed() {
        String product = lab.place(Path.PORT, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .ends(OrderState.completed)
                .product("1");
        lab.change(Path.SUSPEND_AND_RESUME, Wishes.of("1", "suspend", product)).ends(OrderState.completed);
        assertThat(state(product)).isEqualTo("suspended");
        assertThat(isSuspended(product)).isTrue();
        assertThat(lab.list("select id from billing_segment where open_key = ?", product))
                .isEmpty();

        lab.change(Path.SUSPEND_AND_RESUME, Wishes.of("1", "resume", product)).ends(OrderState.completed);
        assertThat(state(product)).isEqualTo("active");
        assertThat(isSuspended(product)).isFalse();
        assertThat(lab.list("select id from billing_segment where open_key = ?", product))
                .hasSize(1);
    }

    @Test
    void a_suspended_line_can_be_deleted() {
        PlacedOrder made = lab.place(Path.PORT, Orders.of(Orders.internet("1", Orders.FIBRE)))
                .ends(OrderState.completed);
        lab.change(Path.SUSPEND_AND_RESUME, Wishes.of("1", "suspend", made.product("1")))
                .ends(OrderState.completed);
        lab.change(Path.DELETE, Wishes.delete("1", made.product("1"))).ends(OrderState.completed);

        assertThat(made.products()).containsExactly("1 terminated");
        assertThat(made.there()).isEmpty();
    }

    private String state(String product) {
        return lab.one("select state from product where id = ?", product);
    }

    private boolean isSuspended(String product) {
        return lab.effective("access.simulated", product, "build-access")
                .path("suspended")
                .asBoolean();
    }
}
