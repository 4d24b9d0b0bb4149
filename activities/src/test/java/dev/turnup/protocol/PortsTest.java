package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderRequest;
import dev.turnup.port.Port;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ports of several members, and ports and circuits that share nothing. */
class PortsTest {
    /** Two devices, each with an entry of its own, twelve ports of 100G on each. */
    private static final String SITE = "EQIX-CH1";

    private final OrderLab lab = OrderLab.shared();

    private static OrderRequest.Item bundle(String id, int members) {
        return Orders.item(id, "port", SITE, Map.of("speedMbps", 100_000, "members", members));
    }

    /** The same, apart from others of the order in this. */
    private static OrderRequest.Item apart(OrderRequest.Item item, String what, String... others) {
        List<OrderRequest.Diverse> diverse = List.of(others).stream()
                .map(other -> new OrderRequest.Diverse(new OrderRequest.Relation(other, null), what))
                .toList();
        return new OrderRequest.Item(
                item.id(),
                item.action(),
                item.offering(),
                item.specification(),
                null,
                item.name(),
                item.place(),
                item.characteristics(),
                item.relations(),
                item.after(),
                diverse,
                null,
                null);
    }

    private Port.Receipt port(String product) {
        JsonNode receipts = Json.read(lab.one("select receipts from product where id = ?", product), JsonNode.class);
        return Json.read(receipts.path("reserve-port"), Port.Receipt.class);
    }

    @Test
    void a_bundle_is_taken_on_one_device_grows_there_and_is_given_back_as_a_whole() {
        PlacedOrder made = lab.place(Path.BUNDLE, Orders.of(bundle("1", 2))).ends(OrderState.completed);
        Port.Receipt two = port(made.product("1"));
        assertThat(two.units()).hasSize(2).allMatch(unit -> unit.startsWith(two.device()));
        assertThat(lab.one("select per_hour from product where id = ?", made.product("1")))
                .isEqualTo("7.2000");

        PlacedOrder grown = lab.change(Path.BUNDLE_GROWS, Wishes.modify("1", made.product("1"), Map.of("members", 5)))
                .ends(OrderState.completed);
        Port.Receipt five = port(made.product("1"));
        assertThat(five.units()).hasSize(5).containsAll(two.units()).allMatch(unit -> unit.startsWith(two.device()));
        assertThat(five.totalMbps()).isEqualTo(500_000);
        assertThat(lab.one("select per_hour from product where id = ?", made.product("1")))
                .isEqualTo("18.0000");

        lab.change(Path.DELETE, Wishes.delete("1", made.product("1"))).ends(OrderState.completed);
        assertThat(made.owned()).isEmpty();
        assertThat(grown.owned()).isEmpty();
    }

    @Test
    void ports_that_must_not_share_an_entry_are_on_different_devices_and_their_receipts_prove_it() {
        PlacedOrder made = lab.place(Path.DIVERSE, Orders.of(bundle("1", 1), apart(bundle("2", 2), "entry", "1")))
                .ends(OrderState.completed);
        Port.Receipt one = port(made.product("1"));
        Port.Receipt other = port(made.product("2"));

        assertThat(other.device()).isNotEqualTo(one.device());
        assertThat(other.entry()).isNotNull().isNotEqualTo(one.entry());
        assertThat(other.diverseFrom()).isEqualTo("entry of " + one.portId());
        lab.change(
                        Path.DELETE_WITH_DEPENDENTS,
                        Wishes.delete("1", made.product("1")),
                        Wishes.delete("2", made.product("2")))
                .ends(OrderState.completed);
    }

    @Test
    void a_third_port_apart_from_two_entries_is_refused_and_all_are_given_back() {
        PlacedOrder order = lab.place(
                        Path.NOT_DIVERSE,
                        Orders.of(
                                bundle("1", 1),
                                apart(bundle("2", 1), "entry", "1"),
                                apart(bundle("3", 1), "entry", "1", "2")))
                .ends(OrderState.failed);

        assertThat(order.story())
                .contains("NO_CAPACITY")
                .contains("apart from the entry of")
                .contains(", which shares it");
        assertThat(order.owned()).isEmpty();
    }

    @Test
    void circuits_that_must_not_share_a_path_run_on_different_planes() {
        OrderRequest.Item first = Orders.circuit("3", "1", "2");
        PlacedOrder made = lab.place(
                        Path.DIVERSE,
                        Orders.of(
                                Orders.port("1"),
                                Orders.port("2"),
                                first,
                                apart(Orders.circuit("4", "1", "2"), "path", "3")))
                .ends(OrderState.completed);

        assertThat(path(made, "3")).isNotEqualTo(path(made, "4"));
        assertThat(lab.one("select receipts from product where id = ?", made.product("4")))
                .contains("\"diverseFrom\":\"path " + path(made, "3"));
    }

    private String path(PlacedOrder made, String item) {
        return lab.effective("circuit.simulated", made.product(item), "set-up-circuit")
                .path("path")
                .asText();
    }
}
