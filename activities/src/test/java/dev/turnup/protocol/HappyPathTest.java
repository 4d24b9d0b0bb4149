package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that go well: all five offerings, alone and on top of each other. */
class HappyPathTest {
    private final OrderLab lab = new OrderLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_port_becomes_active_and_is_billed_from_its_commit() {
        String order = lab.place(Orders.of(Orders.port("1")));
        lab.untilEnd(order);
        assertThat(lab.state(order)).as(lab.story(order)).isEqualTo("completed");
        assertThat(lab.one("select state from order_item where order_id = ?", order))
                .isEqualTo("completed");
        assertThat(lab.one("select state from product where order_id = ?", order))
                .isEqualTo("active");
        assertThat(lab.one("select count(*) from port_unit where owner = ?", order + "/1/reserve-port/1"))
                .isEqualTo("1");
        assertThat(lab.one("""
                select count(*) from billing_segment b join product p on p.id = b.product_id
                where p.order_id = ? and b.since = p.active_since""", order)).isEqualTo("1");
    }

    @Test
    void a_port_a_gateway_and_two_clouds_are_one_order() {
        String order = lab.place(
                Orders.of(Orders.port("1"), Orders.gateway("2", "1"), Orders.aws("3", "2"), Orders.azure("4", "2")));
        lab.untilEnd(order);
        assertThat(lab.state(order)).as(lab.story(order)).isEqualTo("completed");
        assertThat(lab.list("select distinct active_since from product where order_id = ?", order))
                .as("one activation instant for all")
                .hasSize(1);
        assertThat(lab.world.resources(order + "/")).hasSize(5); // gateway, two routes, two sessions
    }
}
