package dev.turnup.location.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FreeBandwidthTest {
    @ParameterizedTest
    @EnumSource
    void ofABuildingThatTwoListsNameTheLessIsFree(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            FreeBandwidth free = new FreeBandwidth(database.jdbi(), InstantSource.system());

            assertThat(free.at(List.of(building("B-1", 5_000), building("B-1", 3_000), building("B-2", 0))))
                    .isEqualTo(Map.of("B-1", 3_000L));
        }
    }

    private static Location building(String id, long capacity) {
        ListedAddress address = new ListedAddress("1 Oak St", "Springfield", "IL", "62701", "US");
        return new Location(id, address, 39.78, -89.65, List.of(new Access("fiber", 1_000, 0)), capacity);
    }
}
