package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.order.OrderState;
import dev.turnup.plan.OrderDraft;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a line into a building can become, as its building changes. */
class LineTest {
    private final OrderLab lab = OrderLab.shared();

    private void access(String building, String access) {
        lab.jdbi()
                .useHandle(handle -> handle.execute("update location_1 set access = ? where id = ?", access, building));
    }

    private String sold(String building, int mbps) {
        OrderDraft.Item item = Wishes.internet(building, mbps, null);
        return lab.change(Path.PORT, item).ends(OrderState.completed).product("1");
    }

    private static OrderDraft.Item to(String product, int mbps) {
        return Wishes.modify("1", product, Map.of("speedMbps", mbps));
    }

    private void becomes(String product, int mbps) {
        lab.change(Path.MODIFY_SPEED, to(product, mbps)).ends(OrderState.completed);
        assertThat(lab.one("select max(mbps) from capacity_claim where product_id = ?", product))
                .isEqualTo(String.valueOf(mbps));
    }

    @Test
    void whatOnlyAnotherTechnologyCarriesIsAnotherLine() {
        String building = "BLD-000111";
        access(building, "fiber-build:10000:45;coax:1000:5");
        String coax = sold(building, 500);

        becomes(coax, 1_000);
        assertThatThrownBy(() -> lab.judged(to(coax, 2_000)))
                .hasMessageContaining("the line is coax, which has at most 1000 Mbit/s at '" + building
                        + "': for more, order another line there, and delete this one");
    }

    @Test
    void aLineThatHadToBeBuiltIsThereAsTheOthersAre() {
        String building = "BLD-000112";
        access(building, "fiber-build:5000:0");
        String fibre = sold(building, 1_000);
        access(building, "fiber:10000:0;coax:500:0");

        becomes(fibre, 10_000);
    }

    @Test
    void whatIsLoweredIsNotAskedForAndGivesBackTheRest() {
        String building = "BLD-000113";
        access(building, "fiber:10000:0");
        String fibre = sold(building, 5_000);
        access(building, "coax:100:0");

        becomes(fibre, 1_000);
    }

    @Test
    void oneWhoseBuildingIsKnownToNobodyAnyMoreBecomesWhatWasPossibleThere() {
        String building = "BLD-000114";
        access(building, "fiber:5000:0");
        String fibre = sold(building, 1_000);
        rename(building, "gone");
        try {
            becomes(fibre, 5_000);
            assertThatThrownBy(() -> lab.judged(to(fibre, 10_000)))
                    .hasMessageContaining("'" + building + "' has at most 5000 Mbit/s, not 10000");
        } finally {
            rename("gone", building);
        }
    }

    private void rename(String building, String name) {
        lab.jdbi().useHandle(handle -> handle.execute("update location_1 set id = ? where id = ?", name, building));
    }
}
