package dev.turnup.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlaceDataTest {
    @ParameterizedTest
    @EnumSource
    void aFirstStartBesideAnImportLeavesTheListToIt(TestDatabase kind) {
        try (Database database = kind.open("turnup");
                Handle other = database.unhurried().open()) {
            other.begin();
            other.execute("select one from location_import for update");

            PlaceData.load(database, InstantSource.system());

            assertThat(lists(database)).isEqualTo(1);
            other.rollback();
            PlaceData.load(database, InstantSource.system());
            assertThat(lists(database)).isEqualTo(2);
        }
    }

    private static int lists(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from location_list")
                        .mapTo(int.class)
                        .one());
    }
}
