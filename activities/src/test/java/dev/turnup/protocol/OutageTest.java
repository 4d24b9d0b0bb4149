package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.Json;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.intake.AnswerTable;
import dev.turnup.location.answer.Answer;
import dev.turnup.location.answer.Qualifier;
import dev.turnup.location.answer.Wish;
import dev.turnup.location.offer.FreeBandwidth;
import dev.turnup.location.offer.Offers;
import dev.turnup.location.offer.Sites;
import dev.turnup.location.store.LocationStore;
import dev.turnup.location.store.LocationsAway;
import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.OrderDraft.AnswerRef;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.OrderRequest.Known;
import dev.turnup.qualification.Qualification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of buildings is away: what was qualified before doesn't need it. */
class OutageTest {
    private static final String LIST = "location_live";

    private final OrderLab lab = OrderLab.shared();
    private boolean away;

    @AfterEach
    void bringTheListBack() {
        if (away) {
            lab.bringBack(LIST);
            away = false;
        }
    }

    private void takeTheListAway() {
        lab.takeAway(LIST);
        away = true;
    }

    private String answer(String building) {
        LocationStore locations = new LocationStore(lab.jdbi());
        Offers offers = new Offers(
                Catalogue::load,
                locations,
                new Sites(lab.jdbi(), lab.clock),
                new FreeBandwidth(lab.jdbi(), lab.clock),
                lab.clock);
        Wish wish = new Wish("1", Offers.INTERNET, 1_000, new Wish.Where.Id(building));
        Instant now = lab.clock.instant();
        Answer answer = new Answer(
                "answer-" + UUID.randomUUID(),
                OrderLab.TENANT,
                List.of(new Qualifier(locations, offers).tell(wish)),
                now,
                now.plus(Qualification.HOLDS));
        lab.jdbi().useTransaction(tx -> AnswerTable.store(tx, answer));
        return answer.id();
    }

    /** As an order that knew this of its place. */
    private static OrderRequest known(String building, Qualification.@Nullable Answered answered) {
        OrderRequest.Item item = Orders.internet("1", building);
        return Orders.of(new OrderRequest.Item(
                item.id(),
                item.action(),
                item.offering(),
                item.specification(),
                null,
                null,
                building,
                item.characteristics(),
                List.of(),
                List.of(),
                List.of(),
                null,
                answered == null ? null : new Known(answered, null)));
    }

    @Test
    void an_order_that_was_placed_before_completes() {
        PlacedOrder order = lab.store(Path.FIELD_CREW, lab.judged(Wishes.internet(Orders.NO_FIBRE_YET, 1_000, null)));
        takeTheListAway();

        order.start().until("pending").ends(OrderState.completed);
        assertThat(lab.one("select receipt from step where order_id = ? and step = 'qualify'", order.id))
                .contains("\"technology\":\"fiber-build\"", "\"leadTimeDays\":16");
    }

    @Test
    void an_order_on_an_answer_is_accepted_and_completes_and_others_are_not() {
        String answer = answer(Orders.FIBRE);
        takeTheListAway();

        OrderRequest order = lab.judged(Wishes.internet(Orders.FIBRE, 1_000, new AnswerRef("answer", answer, null)));
        lab.place(Path.PORT, order).ends(OrderState.completed);
        OrderDraft.Item other = Wishes.internet(Orders.FIBRE, 1_000, null);
        assertThatThrownBy(() -> lab.judged(other))
                .isInstanceOf(LocationsAway.class)
                .hasMessageContaining("can't be asked at present");
    }

    @Test
    void a_line_is_made_faster_on_an_answer() {
        String product = lab.place(Path.PORT, lab.judged(Wishes.internet(Orders.FIBRE, 1_000, null)))
                .ends(OrderState.completed)
                .product("1");
        AnswerRef answer = new AnswerRef("answer", answer(Orders.FIBRE), "1");
        takeTheListAway();

        OrderDraft.Item unanswered = faster(product, null);
        assertThatThrownBy(() -> lab.judged(unanswered)).isInstanceOf(LocationsAway.class);
        lab.change(Path.MODIFY_SPEED, faster(product, answer)).ends(OrderState.completed);
        assertThat(lab.one("select per_hour from product where id = ?", product))
                .isEqualTo("1.9000");
    }

    @Test
    void a_line_is_made_slower() {
        String product = lab.place(Path.PORT, lab.judged(Wishes.internet(Orders.FIBRE, 1_000, null)))
                .ends(OrderState.completed)
                .product("1");
        takeTheListAway();

        lab.change(Path.MODIFY_SPEED, Wishes.modify("1", product, Map.of("speedMbps", 500)))
                .ends(OrderState.completed);
        assertThat(lab.list("select distinct mbps from capacity_claim where product_id = ?", product))
                .containsExactly("500");
    }

    private static OrderDraft.Item faster(String product, @Nullable AnswerRef answer) {
        return new OrderDraft.Item(
                "productOrderItem[0]",
                "1",
                "modify",
                null,
                product,
                null,
                List.of(),
                List.of(new OrderDraft.Characteristic("speed", null, "speedMbps", Json.tree(2_000))),
                List.of(),
                answer);
    }

    @Test
    void a_window_that_was_booked_before_is_raised_and_returned() {
        String product = lab.place(Path.PORT, lab.judged(Wishes.internet(Orders.FIBRE, 1_000, null)))
                .ends(OrderState.completed)
                .product("1");
        Instant start = lab.clock.instant().plus(Duration.ofHours(2));
        Instant end = start.plus(Duration.ofHours(3));
        PlacedWindow window = lab.book(Path.WINDOW, start, end, Map.of(product, 5_000L));
        takeTheListAway();

        window.passTo(start.minus(Duration.ofMinutes(5)))
                .until("raised")
                .passTo(end)
                .ends("completed");
    }

    @Test
    void while_an_answer_holds_the_list_is_not_asked_and_afterwards_it_is() {
        Instant now = lab.clock.instant();
        String nothing = "BLD-000001"; // where nothing can be had, as the list says
        Qualification.Answered holds = new Qualification.Answered("fiber", 1_000, 0, now.plus(Duration.ofDays(1)), 0);
        Qualification.Answered past = new Qualification.Answered("fiber", 1_000, 0, now, 0);

        lab.place(Path.PORT, known(nothing, holds)).ends(OrderState.completed);
        PlacedOrder late = lab.place(Path.REFUSED, known(nothing, past)).ends(OrderState.failed);
        assertThat(late.story()).contains("NOT_SERVICEABLE");
    }

    @Test
    void an_order_whose_answer_is_over_waits_for_the_list() {
        takeTheListAway();
        PlacedOrder order = lab.place(Path.UNREACHABLE_THEN_RETRY, known(Orders.FIBRE, null));
        assertThat(order.state()).isNotIn("failed", "completed");

        bringTheListBack();
        order.until(
                () -> order.state().equals("completed") || !order.openFallout().isEmpty());
    }
}
