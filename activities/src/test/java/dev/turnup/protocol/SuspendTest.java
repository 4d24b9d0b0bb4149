package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderDraft;
import java.util.stream.IntStream;
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

    @Test
    void every_kind_of_product_can_be_suspended_resumed_and_deleted() {
        PlacedOrder made = lab.place(
                        Path.GATEWAY_AND_CLOUDS,
                        Orders.of(
                                Orders.port("1"),
                                Orders.gateway("2", "1"),
                                Orders.azure("3", "2"),
                                Orders.azure("4", "1"),
                                Orders.port("5"),
                                Orders.circuit("6", "1", "5")))
                .ends(OrderState.completed);
        OrderDraft.Item[] all = all(made, "suspend");
        lab.change(Path.SUSPEND_AND_RESUME, all).ends(OrderState.completed);
        assertThat(made.products()).allMatch(product -> product.endsWith(" suspended"));
        assertThat(lab.list("select id from port_unit where suspended_by is not null"))
                .hasSize(2);

        lab.change(Path.SUSPEND_AND_RESUME, all(made, "resume")).ends(OrderState.completed);
        assertThat(made.products()).allMatch(product -> product.endsWith(" active"));
        assertThat(lab.list("""
                        select owner from port_unit where suspended_by is not null union
                        select owner from vlan where suspended_by is not null""")).isEmpty();

        lab.change(Path.DELETE_WITH_DEPENDENTS, all(made, "delete")).ends(OrderState.completed);
        assertThat(made.products()).allMatch(product -> product.endsWith(" terminated"));
        assertThat(made.owned()).isEmpty();
        assertThat(made.there()).isEmpty();
    }

    private static OrderDraft.Item[] all(PlacedOrder made, String action) {
        return IntStream.rangeClosed(1, 6)
                .mapToObj(n -> Wishes.of(String.valueOf(n), action, made.product(String.valueOf(n))))
                .toArray(OrderDraft.Item[]::new);
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
