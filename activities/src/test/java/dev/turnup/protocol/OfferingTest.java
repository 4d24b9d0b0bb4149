package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.Json;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Offering.Price;
import dev.turnup.catalogue.Terms;
import dev.turnup.catalogue.store.StoredCatalogue;
import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderDraft;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is sold of a kind beside what ships is built as all of its kind, and billed at its own prices. */
class OfferingTest {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final OrderLab lab = OrderLab.shared();

    /** Half as dear, and 5 for being turned up. */
    private String offering(String specification) {
        Offering kind = lab.catalogue.now().offering(specification).orElseThrow();
        List<Price> prices = kind.prices().stream()
                .map(price -> new Price(price.when(), price.perHour().multiply(HALF)))
                .toList();
        Terms old = kind.terms();
        Terms terms = new Terms(
                "Campus",
                old.description(),
                old.lifecycleStatus(),
                null,
                null,
                prices,
                new BigDecimal("5.00"),
                old.cancelCharge());
        String id = "campus-" + UUID.randomUUID().toString().substring(0, 8);
        Offering campus = kind.on(id, terms, 1, lab.clock.instant());
        lab.jdbi().useTransaction(tx -> StoredCatalogue.create(tx, campus, "olga"));
        lab.catalogue.reread();
        return id;
    }

    private static OrderDraft.Item add(String id, String offering, String place, int speed, String... reliesOn) {
        return new OrderDraft.Item(
                "productOrderItem[" + id + "]",
                id,
                "add",
                offering,
                null,
                null,
                Stream.ofNullable(place)
                        .map(one -> new OrderDraft.Place("place", one))
                        .toList(),
                List.of(new OrderDraft.Characteristic("speed", null, "speedMbps", Json.tree(speed))),
                Stream.of(reliesOn).map(OfferingTest::reliesOn).toList(),
                null);
    }

    private static OrderDraft.Relation reliesOn(String item) {
        return new OrderDraft.Relation("relation", "relation.id", "reliesOn", null, item, true, false);
    }

    private List<String> prices(String product) {
        return lab.list("select per_hour from billing_segment where product_id = ? order by since", product);
    }

    @Test
    void a_line_lives_its_life_at_the_prices_of_its_offering() {
        PlacedOrder order = lab.change(Path.PORT, add("1", offering("internet-on-demand"), Orders.FIBRE, 1_000))
                .ends(OrderState.completed);
        String line = order.product("1");
        assertThat(order.ledger()).singleElement().asString().startsWith("5.00");
        assertThat(lab.one("select name from product where id = ?", line)).isEqualTo("Campus");

        lab.change(Path.MODIFY_SPEED, Wishes.modify("1", line, Map.of("speedMbps", 2_000)))
                .ends(OrderState.completed);
        lab.change(Path.SUSPEND_AND_RESUME, Wishes.of("1", "suspend", line)).ends(OrderState.completed);
        lab.change(Path.SUSPEND_AND_RESUME, Wishes.of("1", "resume", line)).ends(OrderState.completed);
        Instant start = lab.clock.instant().plus(Duration.ofDays(1));
        Instant end = start.plus(Duration.ofHours(3));
        lab.book(Path.WINDOW, start, end, Map.of(line, 5_000L))
                .passTo(start)
                .until("raised")
                .passTo(end)
                .ends("completed");
        assertThat(lab.effective("access.simulated", line, "build-access")
                        .path("speedMbps")
                        .asInt())
                .isEqualTo(2_000);
        lab.change(Path.DELETE, Wishes.delete("1", line)).ends(OrderState.completed);

        assertThat(prices(line)).containsExactly("0.6250", "0.9500", "0.9500", "1.6000", "0.9500");
        assertThat(lab.one("select state from product where id = ?", line)).isEqualTo("terminated");
        assertThat(lab.list("select mbps from capacity_claim where product_id = ? and until_at is null", line))
                .isEmpty();
    }

    @Test
    void its_circuits_run_on_any_ports() {
        PlacedOrder order = lab.change(
                        Path.CIRCUIT,
                        add("1", offering("port"), Orders.SITE, 10_000),
                        add("2", "port", Orders.SITE, 10_000),
                        add("3", offering("virtual-circuit"), null, 1_000, "1", "2"))
                .ends(OrderState.completed);
        assertThat(order.owned()).hasSize(5); // two ports, two VLANs, a VNI
        assertThat(prices(order.product("3"))).containsExactly("0.1750");

        lab.change(
                        Path.DELETE_WITH_DEPENDENTS,
                        Wishes.delete("1", order.product("1")),
                        Wishes.delete("2", order.product("2")),
                        Wishes.delete("3", order.product("3")))
                .ends(OrderState.completed);
        assertThat(order.owned()).isEmpty();
    }
}
