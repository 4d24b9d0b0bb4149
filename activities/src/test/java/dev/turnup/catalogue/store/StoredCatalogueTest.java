package dev.turnup.catalogue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Terms;
import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredCatalogueTest {
    private static Offering port(StoredCatalogue catalogue) {
        return catalogue.now().offering("port").orElseThrow();
    }

    private static Terms named(Offering offering, String name) {
        Terms old = offering.terms();
        return new Terms(
                name,
                old.description(),
                old.lifecycleStatus(),
                old.validFrom(),
                old.validUntil(),
                old.prices(),
                old.oneOff(),
                old.cancelCharge());
    }

    @ParameterizedTest
    @EnumSource
    void whatOneProcessChangesTheOthersSeeWithinASecondAndAfterARestart(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T08:00:00Z"));
            StoredCatalogue here = new StoredCatalogue(database.jdbi(), now::get);
            StoredCatalogue there = new StoredCatalogue(database.jdbi(), now::get);
            assertThat(port(there).name()).isEqualTo("Port");

            assertThat(here.add("port", 2, named(port(here), "Harbour"), "olga", Instant.now()))
                    .isTrue();

            assertThat(port(here).name()).isEqualTo("Harbour");
            assertThat(port(here).edition().version()).isEqualTo(2);
            now.set(now.get().plusSeconds(1));
            assertThat(port(there)).isEqualTo(port(here));
            assertThat(port(new StoredCatalogue(database.jdbi(), now::get))).isEqualTo(port(here));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofManyWhoMakeTheSameVersionOneDoes(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            StoredCatalogue catalogue = new StoredCatalogue(database.jdbi(), InstantSource.system());
            long made = IntStream.range(0, 8)
                    .parallel()
                    .filter(n -> catalogue.add("port", 2, named(port(catalogue), "n" + n), "olga", Instant.now()))
                    .count();

            assertThat(made).isEqualTo(1);
            assertThat(catalogue.versions("port")).hasSize(2);
        }
    }
}
