package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.intake.WindowRefused;
import dev.turnup.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sold at one building in all stays below its capacity, at every instant. */
class BuildingCapacityTest {
    private final OrderLab lab = OrderLab.shared();

    private void limit(String building, long mbps) {
        lab.jdbi().useHandle(handle -> {
            handle.execute("update location_1 set access = 'fiber:10000:0', capacity = ? where id = ?", mbps, building);
        });
    }

    private String sold(String building, int mbps) {
        return lab.change(Path.PORT, Wishes.internet(building, mbps, null))
                .ends(OrderState.completed)
                .product("1");
    }

    @Test
    void linesAndFasterLinesAreSoldUpToItAndWhatEndsIsFreeAgain() {
        String building = "BLD-000101";
        limit(building, 2_500);
        String first = sold(building, 1_000);
        sold(building, 1_000);

        PlacedOrder third =
                lab.change(Path.REFUSED, Wishes.internet(building, 1_000, null)).ends(OrderState.failed);
        assertThat(third.story())
                .contains("of the 2500 Mbit/s of location:BLD-000101 500 are free, and 1000 are asked for");
        PlacedOrder faster = lab.change(Path.MODIFY_NO_CAPACITY, Wishes.modify("1", first, Map.of("speedMbps", 2_000)))
                .ends(OrderState.failed);
        assertThat(faster.story()).contains("NO_CAPACITY");

        lab.change(Path.DELETE, Wishes.delete("1", first)).ends(OrderState.completed);
        sold(building, 1_000);
    }

    @Test
    void linesThatWereSoldWhileNoLimitWasKnownCountWhenTheListNamesOne() {
        String building = "BLD-000103";
        limit(building, 0);
        sold(building, 5_000);
        String second = sold(building, 1_000);
        lab.change(Path.MODIFY_SPEED, Wishes.modify("1", second, Map.of("speedMbps", 2_000)))
                .ends(OrderState.completed);

        limit(building, 7_500);
        PlacedOrder third =
                lab.change(Path.REFUSED, Wishes.internet(building, 1_000, null)).ends(OrderState.failed);

        assertThat(third.story()).contains("of the 7500 Mbit/s of location:BLD-000103 500 are free");
    }

    @Test
    void aWindowTakesItsPartOfItBeforehandAndOnlyForItsTime() {
        String building = "BLD-000102";
        limit(building, 6_000);
        String raised = sold(building, 1_000);
        Instant start = lab.clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MINUTES);
        Instant end = start.plus(Duration.ofHours(2));
        lab.book(Path.WINDOW, start, end, Map.of(raised, 5_000L));

        String other = sold(building, 1_000);
        PlacedOrder third =
                lab.change(Path.REFUSED, Wishes.internet(building, 1_000, null)).ends(OrderState.failed);

        assertThat(third.story()).contains("NO_CAPACITY");
        assertThatThrownBy(() -> lab.book(Path.WINDOW, start, end, Map.of(other, 2_000L)))
                .isInstanceOf(WindowRefused.class)
                .hasMessageContaining(
                        "of the 6000 Mbit/s of location:BLD-000102 1000 are free, and 2000 are asked for");
        lab.book(Path.WINDOW, end.plus(Duration.ofHours(1)), end.plus(Duration.ofHours(3)), Map.of(other, 5_000L));
    }
}
