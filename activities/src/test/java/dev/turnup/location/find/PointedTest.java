package dev.turnup.location.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import dev.turnup.location.store.LocationStore.Near;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which building a point means. */
class PointedTest {
    private static final ListedAddress ADDRESS = new ListedAddress("1 Main St", "Springfield", "IL", "62701", "US");

    /** Buildings B-1, B-2, … so far from it. */
    private static Pointed at(double... kilometres) {
        return new Pointed(IntStream.range(0, kilometres.length)
                .mapToObj(n -> new Near(
                        new Location("B-" + (n + 1), ADDRESS, 0, 0, List.of(new Access("fiber", 100, 0)), 0),
                        kilometres[n]))
                .toList());
    }

    @Test
    void theNearestWhereTheNextOneIsMoreThanTwiceAsFar() {
        assertThat(at(0.04).certain()).map(Location::id).contains("B-1");
        assertThat(at(0.1, 0.201).certain()).map(Location::id).contains("B-1");
        assertThat(at(0, 0.001).certain()).map(Location::id).contains("B-1");
    }

    @Test
    void noneWhereAnotherIsAboutAsNear() {
        assertThat(at(0.08, 0.12, 0.16, 0.17).certain()).isEmpty();
        assertThat(at(0.08, 0.12, 0.16, 0.17).candidates()).hasSize(3);
        assertThat(at(0, 0).certain()).isEmpty();
    }

    @Test
    void noneWhereTheNearestIsFartherThanAHundredMetres() {
        assertThat(at(0.101).candidates()).isEmpty();
        assertThat(at().certain()).isEmpty();
    }
}
